"""What scanners, copiers, cameras and life do to pages."""
