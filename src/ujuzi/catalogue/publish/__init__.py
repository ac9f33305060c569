"""The catalogue given out again by the field's standards: each module turns an edition into one format."""
