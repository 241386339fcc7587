"""Forms of what people say of a figure."""

from collections.abc import Mapping, Sequence
from typing import Any

from figures.forms.prose import ProseForm
from web.fields import WordsField


class SentenceForm(ProseForm):
    button = "Save the sentence"

    text = WordsField(
        label="The sentence",
        limit=1000,
        help_text="One sentence for people who see nothing else. It stands until the numbers "
        "change. Say nothing that the numbers do not say.",
        error_messages={"required": "Write one sentence, or leave the drafted one."},
    )


class AnswersForm(ProseForm):
    """A field for each question of the indicator."""

    button = "Save the answers"

    def __init__(
        self, *args: Any, questions: Sequence[str], answers: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = {f"answer-{place}": text for place, text in enumerate(questions)}
        for name, question in self.questions.items():
            self.fields[name] = WordsField(label=question, limit=4000, required=False)
            self.initial.setdefault(name, answers.get(question, ""))

    def clean(self) -> dict[str, Any]:
        if not any(self.cleaned_data.get(name) for name in self.questions):
            self.add_error(next(iter(self.questions), None), "Answer at least one question.")
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        answers = {text: self.cleaned_data.get(name) for name, text in self.questions.items()}
        return {"answers": {question: said for question, said in answers.items() if said}}
