"""The pages and words a new site starts with: text in en/, read by `reader`, written into an empty site."""
