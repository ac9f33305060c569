"""The sample coalition: invented partners whose feeds, one per format, are served on this machine and harvested for real."""
