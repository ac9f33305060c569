"""SCORM 1.2 and SCORM 2004: the manifest of a content package, and what its run-time data say of a learner."""
