// The few words that look itself must say. The desk provides them, so look knows no language.
import { inject, reactive, type InjectionKey } from 'vue'

export interface LookWords {
  close: string
  retry: string
  copy: string
  copied: string
  loading: string
  broken: string
  refused: string
  refused_who: string
  incident: string
  more: string
  cancel: string
}

export const look_words: InjectionKey<LookWords> = Symbol('look words')

const fallback = reactive<LookWords>({
  close: '关闭', retry: '重试', copy: '复制', copied: '已复制', loading: '正在加载', broken: '没有加载出来',
  refused: '您没有权限查看', refused_who: '', incident: '', more: '加载更多', cancel: '取消',
})

export const useWords = () => inject(look_words, fallback)
