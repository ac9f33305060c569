"""Pages and services of LTI."""
