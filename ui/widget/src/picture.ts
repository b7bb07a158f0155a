// A picture is made small before it travels: 1,600 px is more than a chat can show, and drawing it anew
// leaves behind where and when it was taken. A moving picture (GIF) would stand still, so it goes as it is.
//
// It waits as a data address, because text is what the browser's storage keeps over a reload.

const side_px_max = 1600

export async function smaller(file: File): Promise<string> {
  try {
    if (file.type === 'image/gif') throw file
    const bitmap = await createImageBitmap(file)
    const share = Math.min(1, side_px_max / Math.max(bitmap.width, bitmap.height))
    const canvas = document.createElement('canvas')
    const width = (canvas.width = Math.round(bitmap.width * share))
    const height = (canvas.height = Math.round(bitmap.height * share))
    const pen = canvas.getContext('2d')!
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, width, height)
    pen.drawImage(bitmap, 0, 0, width, height)
    return canvas.toDataURL('image/jpeg', 0.88)
  } catch {
    // As it is; one that this browser cannot read is for the house to judge.
    return new Promise(done => {
      const reader = new FileReader()
      reader.onload = () => done(reader.result as string)
      reader.readAsDataURL(file)
    })
  }
}

/** The bytes again, without a request: a page's policy need not allow data addresses. */
export function bytesOf(address: string): Blob {
  return new Blob([Uint8Array.from(atob(address.split(',')[1]!), sign => sign.charCodeAt(0))])
}
