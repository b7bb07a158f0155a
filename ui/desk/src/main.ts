import './look/base.css'
import './look/tokens.css'
import './look/look.css'
import './frame/frame.css'
import { createApp } from 'vue'
import App from './App.vue'
import { listenForGesture } from './kit/sound'
import { followSystem } from './kit/theme'
import { router } from './router'

followSystem()
listenForGesture()
createApp(App).use(router).mount('#desk')
