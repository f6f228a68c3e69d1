"""Whether this installation keeps counts of classified documents."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def classified_counts_kept() -> bool:
    return bool(settings.CLASSIFIED_COUNTS)
