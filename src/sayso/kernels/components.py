"""Connected components: which things hang together by links."""

import numpy as np
from numpy.typing import NDArray


def find_components(count: int, one: NDArray[np.int64], two: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each of `count` things the smallest number of those it is linked with, directly or through others.

    Labels sink along links and are then followed to their ends (Shiloach and Vishkin 1982): few rounds even for chains.
    """
    label = np.arange(count)
    while True:
        low = np.minimum(label[one], label[two])
        sunk = label.copy()
        np.minimum.at(sunk, label[one], low)
        np.minimum.at(sunk, label[two], low)
        while True:
            followed = sunk[sunk]
            if np.array_equal(followed, sunk):
                break
            sunk = followed
        if np.array_equal(sunk, label):
            return label
        label = sunk
