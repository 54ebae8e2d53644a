"""What people without an account meet, and whoever writes it down for them. Other parts build their forms on it."""
