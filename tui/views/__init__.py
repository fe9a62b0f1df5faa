"""What fills the comparing screen: pairs, the survey, the phones. Each lays out the stage and draws on it."""
