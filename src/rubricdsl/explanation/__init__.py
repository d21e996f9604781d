"""scorecard → words: a fold over what was recorded while scoring, never a second evaluation."""
