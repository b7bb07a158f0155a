#!/usr/bin/env python3
"""How fast an export of a marketplace is taken, and what the server needs in memory meanwhile.

    bin/bench shop --json import [--n 100000]

A CSV in GBK as 淘宝 writes it, sent in parts, taken; then the same rows as XLSX, which must change nothing.
"""
import os
import sys
import time
import urllib.request
import zipfile
from xml.sax.saxutils import escape

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../chaos/kit"))
from house import House, figure, options  # noqa: E402

HEADER = ["订单编号", "买家会员名", "总金额", "买家应付邮费", "订单状态", "收货人姓名", "收货地址", "联系手机",
          "订单创建时间", "订单付款时间", "宝贝标题", "宝贝总数量", "物流单号", "物流公司", "订单备注"]
STATES = ["买家已付款，等待卖家发货", "卖家已发货，等待买家确认", "交易成功", "交易关闭"]
PART = 2 * 1024 * 1024


def row(i):
    return [str(2138000000000000000 + i), f"tb_{i % 40000}", f"{100 + i % 900}.00", "0.00", STATES[i % 4], f"林{i % 97}",
            f"浙江省 杭州市 西湖区 文三路 {i % 500} 号", str(13800000000 + i % 99999999),
            f"2026-05-{1 + i % 28:02} {i % 24:02}:00:00", f"2026-05-{1 + i % 28:02} {i % 24:02}:01:00",
            f"青釉手捏杯 {i % 300} 号", "1", f"SF{10 ** 12 + i}" if i % 4 in (1, 2) else "", "顺丰速运", ""]


def write_csv(path, n):
    with open(path, "w", encoding="gb18030", newline="") as out:
        out.write(",".join(HEADER) + "\r\n")
        for i in range(n):
            cells = row(i)
            cells[0] = f'="{cells[0]}"'
            out.write(",".join(cells) + "\r\n")


def write_xlsx(path, n):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        book.writestr("xl/workbook.xml", '<workbook xmlns:r="r"><sheets><sheet name="s" sheetId="1" r:id="a"/></sheets></workbook>')
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write("<worksheet><sheetData>".encode())
            for line, cells in enumerate([HEADER, *(row(i) for i in range(n))], 1):
                text = "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in cells)
                sheet.write(f'<row r="{line}">{text}</row>'.encode())
            sheet.write("</sheetData></worksheet>".encode())


def admin(house):
    for account in house.accounts:
        email, _, password = account.partition(":")
        session = house.call("POST", "/session", {"email": email, "password": password})
        if "manage_connections" in session["rights"]:
            return {"Cookie": session["cookie"], "X-CSRF": session["csrf"]}
    raise SystemExit("nobody may import")


def take(house, who, path):
    """→ the import at its end, and the seconds from the first part to there."""
    begin = time.monotonic()
    made = house.call("POST", "/imports", {"name": os.path.basename(path), "bytes": os.path.getsize(path)}, who)
    address = f"/imports/{made['id']}"
    with open(path, "rb") as file:
        at = 0
        while part := file.read(PART):
            ask = urllib.request.Request(f"{house.base}/api/v1{address}/parts/{at}", data=part, method="POST",
                                         headers={**who, "Content-Type": "application/octet-stream"})
            urllib.request.urlopen(ask, timeout=60).read()
            at += len(part)
    house.call("POST", address + "/taking", None, who, timeout=60)
    while not (told := house.call("GET", address, None, who))["ended_at"]:
        time.sleep(0.2)
    return told, time.monotonic() - begin


def main():
    ask = options(__doc__, n=100_000)
    with House(ask) as house:
        house.seed()
        house.start()
        who = admin(house)
        before = house.memory_kb("Rss") / 1024
        csv, xlsx = os.path.join(house.folder, "taobao.csv"), os.path.join(house.folder, "taobao.xlsx")
        write_csv(csv, ask.n)
        told, seconds = take(house, who, csv)
        if told["added"] != ask.n or told["faults"]:
            raise SystemExit(f"not all was taken: {told}")
        write_xlsx(xlsx, ask.n)
        again, again_seconds = take(house, who, xlsx)
        if again["added"] or again["changed"] or again["unchanged"] != ask.n:
            raise SystemExit(f"the same again changed something: {again}")
        with open(f"/proc/{house.process.pid}/status", encoding="ascii") as status:
            peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
    figure("import_rows_per_second", ask.n / seconds, "rows/s", f"{ask.n} in 60 s; took {seconds:.1f} s", ask.n / seconds / (100_000 / 60))
    figure("import_again_seconds", again_seconds, "s", "60 s, as XLSX", again_seconds / 60)
    figure("import_peak_mb", peak, "MB", f"{before:.0f} MB before; 256 MB", peak / 256)
    return 0


if __name__ == "__main__":
    sys.exit(main())
