// Two short tones, made here, so that no file has to be loaded. Browsers allow sound only after
// the first press or key on the page.
import { ref } from 'vue'
import { remember, remembered } from './store'

const MUTED = 'xiaoer.muted'
export const is_muted = ref(remembered(MUTED, false))
let audio: AudioContext | undefined

export function mute(muted: boolean) {
  is_muted.value = muted
  remember(MUTED, muted)
}

function wake() {
  if (!navigator.userActivation?.hasBeenActive) return
  audio ??= new AudioContext()
  if (audio.state === 'suspended') void audio.resume()
  window.removeEventListener('pointerdown', wake)
  window.removeEventListener('keydown', wake)
}

export function listenForGesture() {
  window.addEventListener('pointerdown', wake)
  window.addEventListener('keydown', wake)
}

function tone(context: AudioContext, frequency: number, after: number, seconds: number) {
  const oscillator = context.createOscillator()
  const volume = context.createGain()
  const start = context.currentTime + after
  oscillator.frequency.value = frequency
  volume.gain.setValueAtTime(0, start)
  volume.gain.linearRampToValueAtTime(0.12, start + 0.015)
  volume.gain.exponentialRampToValueAtTime(0.0001, start + seconds)
  oscillator.connect(volume).connect(context.destination)
  oscillator.start(start)
  oscillator.stop(start + seconds)
}

export function beep(kind: 'message' | 'late') {
  if (is_muted.value || audio?.state !== 'running') return
  if (kind === 'message') {
    tone(audio, 784, 0, 0.16)
    tone(audio, 1047, 0.1, 0.24)
  } else {
    for (const after of [0, 0.22, 0.44]) tone(audio, 622, after, 0.18)
  }
}
