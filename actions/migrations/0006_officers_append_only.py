from django.db import migrations, models

from audit.models.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("actions", "0005_whose_decision")]

    operations = [
        migrations.AddConstraint(
            model_name='deadlinerevision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_as', ''), ('decider_label', ''), ('state', 'requested')), models.Q(models.Q(('state', 'requested'), _negated=True), models.Q(('decided_as', ''), _negated=True), models.Q(('decider_label', ''), _negated=True)), _connector='OR'), name='revision_says_whose_decision'),
        ),
        migrations.AddConstraint(
            model_name='deadlinerevision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_as', 'chief_officers'), ('officers_decision__isnull', False)), models.Q(models.Q(('decided_as', 'chief_officers'), _negated=True), ('officers_decision__isnull', True)), _connector='OR'), name='revision_of_officers_has_their_decision'),
        ),
        migrations.AddConstraint(
            model_name='deadlinerevision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), ('to_chief_officers', True), _negated=True), ('decided_as', 'chief_officers'), _connector='OR'), name='revision_for_officers_approved_by_them'),
        ),
        *append_only("actions.0006_officers_append_only"),
    ]
