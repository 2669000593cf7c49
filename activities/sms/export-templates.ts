// Prints the SMS templates that have to be registered with the provider: {"<template code>": "<text>"}.
import { smsTemplate } from '../../domain/notice-words.ts'
import { languages, smsNoticeIds } from '../../domain/notices.ts'

const templates = smsNoticeIds.flatMap((id) =>
  languages.map((language) => {
    const { code, text } = smsTemplate(id, language)
    return [code, text]
  }),
)
console.log(JSON.stringify(Object.fromEntries(templates), null, 2))
