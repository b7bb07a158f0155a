// The demo shop's own script: the bag's number, and the buttons that open the chat window.

const bag = 'shiguang:bag'

function bagged() {
  try {
    return Number(localStorage.getItem(bag)) || 0
  } catch {
    return 0
  }
}

function show() {
  document.querySelector('[data-bag]').textContent = bagged()
}

document.addEventListener('click', ({ target }) => {
  if (target.closest('[data-ask]')) (window.xiaoer = window.xiaoer || []).push?.(['open']) ?? window.xiaoer.open()
  const buy = target.closest('[data-buy]')
  if (!buy) return
  try {
    localStorage.setItem(bag, bagged() + 1)
  } catch {
    // A browser that keeps nothing keeps no bag.
  }
  show()
  buy.textContent = '已放入购物袋'
  setTimeout(() => (buy.textContent = '放入购物袋'), 1600)
})

show()
