"""Calendar addresses are kept as what can be compared with them. Those that stand go on working."""

from hashlib import sha256

from django.db import migrations, models


def digest(apps, schema_editor):
    feeds = apps.get_model("committees", "CalendarFeed")
    for feed in feeds.objects.all():
        feed.digest = sha256(feed.secret.encode()).hexdigest()
        feed.save(update_fields=["digest"])


def new_secrets(apps, schema_editor):
    """What was hashed is not known any more: people make new addresses."""
    apps.get_model("committees", "CalendarFeed").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("committees", "0005_group_offers")]

    operations = [
        migrations.AddField(
            "calendarfeed", "mark", models.CharField(max_length=43, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField("calendarfeed", "digest", models.CharField(max_length=64, null=True)),
        migrations.RunPython(digest, new_secrets),
        migrations.AlterField(
            "calendarfeed", "digest", models.CharField(max_length=64, unique=True)
        ),
        migrations.RemoveField("calendarfeed", "secret"),
    ]
