"""A published course as a package for other learning platforms. One module for each format; what they share is in `pages`."""
