"""A harvest's two halves: reading stages pages with a checkpoint each, applying takes them over in resumable batches."""
