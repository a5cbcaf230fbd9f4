"""The quality gate: what to know of the figures of a week before the meeting judges them."""

from ladder.quality.findings import Finding, Kind, Severity
from ladder.quality.gate import quality_gate
from ladder.quality.texts import sentence, severity_in_words, summary

__all__ = ["Finding", "Kind", "Severity", "quality_gate", "sentence", "severity_in_words", "summary"]
