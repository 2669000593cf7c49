// Prints the SMS templates that have to be registered with the provider: {"<template code>": "<text>"}.
import { notices } from '../../domain/notices.ts'

const templates = Object.values(notices).flatMap((notice) =>
  'template' in notice ? Object.values(notice.template).map(({ code, text }) => [code, text]) : [],
)
console.log(JSON.stringify(Object.fromEntries(templates), null, 2))
