"""What happened: triggers, parties, certainty, phases and places, by the clause structure of Universal Dependencies."""
