"""Which events a script can cause over papers at the manager's desk: what its sections bring, and what can be done."""

DOSSIERS = ("take_up", "matter_taken_up", "read_paper", "paper_read")
"""What is possible with every matter that comes with papers."""

PAPERS_BY_SECTION: dict[str, tuple[str, ...]] = {
    "reports": (*DOSSIERS, "reports_laid", "answer_question", "question_answered"),
    "investigations": (*DOSSIERS, "case_opened", "conclude_case", "case_concluded"),
    "incidents": (
        *DOSSIERS, "incident_came", "incident_news", "classify_incident", "incident_classified", "call_contact",
        "contact_called", "direct_incident", "incident_directed", "log_decision", "decision_logged", "give_all_clear",
        "all_clear_given", "debrief_incident", "incident_debriefed",
    ),
    "cutovers": (
        *DOSSIERS, "cutover_begun", "lists_repaired", "mark_row", "row_marked", "close_list", "list_closed",
        "pass_checkpoint", "checkpoint_passed", "decide_go_live", "go_live_decided",
    ),
    "drafts": (
        *DOSSIERS, "draft_came", "change_draft", "draft_changed", "try_draft", "draft_tried", "publish_promotion",
        "promotion_published", "send_back_draft", "draft_sent_back",
    ),
    "syncs": (*DOSSIERS, "orders_differed", "settle_order", "order_settled"),
}  # fmt: skip
"""Section of `OfficeSpec` -> events that are possible only with it."""
