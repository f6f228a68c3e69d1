"""A share as people write it."""

from django import template

from dashboard.sentences import share_said

register = template.Library()
# 0.5 → 50%
register.filter("share", share_said)
