"""Applications as the producer, the province's lead and the organiser see them."""
