"""xAPI, the standard for learner records: versions 1.0.3 and 2.0 (IEEE 9274.1.1), as pure functions.

Specification: https://github.com/adlnet/xAPI-Spec (1.0.3) and https://opensource.ieee.org/xapi (2.0).
Section numbers in this package are those of 1.0.3 unless they say 2.0.
"""
