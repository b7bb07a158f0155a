// A picture is made small before it travels: 1,600 px is more than a chat can show, and drawing it anew
// leaves behind where and when it was taken. A moving picture (GIF) would stand still, so it goes as it is.

const side_px_max = 1600

export async function smaller(file: File): Promise<Blob> {
  if (file.type === 'image/gif') return file
  try {
    const bitmap = await createImageBitmap(file)
    const share = Math.min(1, side_px_max / Math.max(bitmap.width, bitmap.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(bitmap.width * share)
    canvas.height = Math.round(bitmap.height * share)
    const pen = canvas.getContext('2d')!
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, canvas.width, canvas.height)
    pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    return await new Promise(done => canvas.toBlob(blob => done(blob ?? file), 'image/jpeg', 0.88))
  } catch {
    return file // A format this browser cannot read; the house decides.
  }
}
