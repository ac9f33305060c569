"""LTI 1.3 and LTI Advantage, as the platform sees them: messages to build, and what tools send to check.

LTI Core 1.3, 1EdTech Security Framework 1.0, Deep Linking 2.0, Assignment and Grade Services 2.0, Names and Role
Provisioning Services 2.0: https://www.imsglobal.org/spec/lti/v1p3. Nothing here knows a database, the network or the time:
keys and `now` (aware) are passed in. What a tool got wrong is a `problems.LtiError`.
"""
