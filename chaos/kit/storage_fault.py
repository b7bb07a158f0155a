"""The driver's side of iofail_shim: a control file that both map."""
import mmap
import os
import struct

NONE, NO_SPACE, IO_ERROR, SHORT_WRITE, DIE = range(5)
WRITE, SYNC, OPEN, NAME, SEND = 1, 2, 4, 8, 16
FOREVER = 1 << 60
FIELDS = ("action", "kinds", "from", "count", "calls", "failed")


class StorageFault:
    def __init__(self, folder, data):
        self.path = os.path.join(folder, "storage_fault")
        with open(self.path, "wb") as file:
            file.write(bytes(4096))
        self.file = open(self.path, "r+b")
        self.memory = mmap.mmap(self.file.fileno(), 4096)
        self.environment = {"IOFAIL_DIR": data, "IOFAIL_CONTROL": self.path}

    def get(self, field):
        return struct.unpack_from("<q", self.memory, 8 * FIELDS.index(field))[0]

    def put(self, field, value):
        struct.pack_into("<q", self.memory, 8 * FIELDS.index(field), value)

    def arm(self, action, kinds, after=0, count=FOREVER):
        """The matching calls from the `after`-th after now on, `count` of them, fail."""
        self.put("action", NONE)
        self.put("kinds", kinds)
        self.put("from", self.get("calls") + 1 + after)
        self.put("count", count)
        self.put("failed", 0)
        self.put("action", action)

    def disarm(self):
        self.put("action", NONE)

    def close(self):
        self.memory.close()
        self.file.close()
