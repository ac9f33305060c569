"""Pages of completions elsewhere: the learner's own, the reviewers', the partners'."""
