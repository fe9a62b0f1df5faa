"""The domain of Vitrina Desk: records, events, store, intake, gates. It knows no screen."""
