"""The user acceptance test (UAT, 用户验收测试): its cases, what came of them, and what is to be mended. Pure."""
