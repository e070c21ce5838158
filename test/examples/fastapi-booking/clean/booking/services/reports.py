from typing import Dict, List, Tuple


def ranking(rows: List[Tuple[str, int]]) -> Dict[str, int]:
    """Bookings by room, the busiest first. Only computes."""
    return dict(sorted((tuple(row) for row in rows), key=lambda row: -row[1]))
