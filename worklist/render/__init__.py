"""What people and programs see. Only this package knows tables, colours and symbols."""
