"""The network of films and what they share: who knows whom, how closely, and on what evidence."""
