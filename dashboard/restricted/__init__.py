"""What others see of measures 22 to 25: the province as a whole, and nothing that a small number could give away."""
