package feedback

// FlowOf returns the built-in flow of a kind, which a [Procedure] uses unless it
// has one of its own, for example as the start of such a one:
//
//	received → acknowledged → classified → accepted | rejected | merged | referred
//	→ assigned → investigating (on_hold) → decided → replied
//	→ closed | reopened → escalated → … → external
//
// It belongs to the caller. The flow of a value that is no kind is the zero Flow.
func FlowOf(kind Kind) Flow {
	switch kind {
	case Complaint:
		return complaintFlow()
	case Report:
		return reportFlow()
	case Suggestion:
		return suggestionFlow()
	case Enquiry:
		return enquiryFlow()
	case Praise:
		return praiseFlow()
	case SurveyAnswer:
		return surveyFlow()
	}
	return Flow{}
}

func complaintFlow() Flow {
	return Flow{
		Kind: Complaint, Start: StateReceived,
		States: []State{
			StateReceived, StateAcknowledged, StateClassified, StateAccepted, StateAssigned, StateInvestigating,
			StateOnHold, StateSettled, StateDecided, StateReplied, StateReopened, StateEscalated, StateExternal,
			StateRejected, StateMerged, StateReferred, StateWithdrawn, StateClosed,
		},
		Ends: []State{StateRejected, StateMerged, StateReferred, StateWithdrawn, StateClosed},
		Steps: append([]Step{
			{
				Action: ActionAcknowledge, From: states(StateReceived), To: StateAcknowledged,
				Guards: guards(GuardReachable, GuardOnce),
			},
			{
				Action: ActionAcknowledge, From: states(StateClassified, StateAccepted, StateAssigned, StateInvestigating, StateOnHold),
				Guards: guards(GuardReachable, GuardOnce),
			},
			{Action: ActionClassify, From: states(StateReceived, StateAcknowledged), To: StateClassified, By: staff()},
			{
				Action: ActionClassify, By: staff(),
				From: states(StateClassified, StateAccepted, StateAssigned, StateInvestigating, StateOnHold, StateReopened, StateEscalated),
			},
			{Action: ActionAccept, From: states(StateClassified), To: StateAccepted, By: staff()},
			{
				Action: ActionReject, From: states(StateReceived, StateAcknowledged, StateClassified), To: StateRejected,
				Guards: guards(GuardReason), By: staff(),
			},
			{Action: ActionNotifyRejection, From: states(StateRejected), Guards: guards(GuardReachable)},
			{
				Action: ActionRefer, From: states(StateReceived, StateAcknowledged, StateClassified, StateAccepted), To: StateReferred,
				Guards: guards(GuardTarget), By: staff(), CancelsClocks: true,
			},
			{
				Action: ActionAssign, From: states(StateAccepted), To: StateAssigned,
				Guards: guards(GuardAssignee), By: staff(),
			},
			{
				Action: ActionAssign, From: states(StateAssigned, StateInvestigating, StateOnHold, StateDecided, StateReopened, StateEscalated),
				Guards: guards(GuardAssignee), By: staff(),
			},
			{
				Action: ActionStart, From: states(StateAssigned, StateReopened, StateEscalated), To: StateInvestigating,
				Guards: guards(GuardNoRecusal, GuardImpartial), By: staff(),
			},
			{Action: ActionPlan, From: states(StateAccepted, StateAssigned, StateInvestigating, StateEscalated), By: staff()},
			{
				Action: ActionHold, From: states(StateAccepted, StateAssigned, StateInvestigating, StateEscalated), To: StateOnHold,
				Guards: guards(GuardReason), By: staff(),
			},
			{Action: ActionResume, From: states(StateOnHold), To: Previous, By: staff()},
			{
				Action: ActionSettle, To: StateSettled,
				From: states(StateReceived, StateAcknowledged, StateClassified, StateAccepted, StateAssigned, StateInvestigating,
					StateOnHold, StateDecided, StateReopened, StateEscalated),
			},
			{
				Action: ActionDecide, From: states(StateInvestigating, StateEscalated), To: StateDecided,
				Guards: guards(GuardNoRecusal, GuardImpartial, GuardNotes, GuardDecision), By: staff(),
			},
			{
				Action: ActionReply, From: states(StateDecided, StateSettled), To: StateReplied,
				Guards: guards(GuardReply), By: staff(),
			},
			{
				Action: ActionFollowUp, From: states(StateReplied), To: StateClosed,
				Results: []Result{ResultSatisfied, ResultBasicallySatisfied, ResultWaived, ResultRefused},
				Guards:  guards(GuardNotHandler, GuardRemedies),
			},
			{
				Action: ActionFollowUp, From: states(StateReplied), To: StateReopened,
				Results: []Result{ResultUnsatisfied}, Guards: guards(GuardNotHandler),
			},
			{
				Action: ActionFollowUp, From: states(StateReplied),
				Results: []Result{ResultNoAnswer, ResultWrongNumber}, Guards: guards(GuardNotHandler),
			},
			{
				Action: ActionClose, From: states(StateReplied), To: StateClosed,
				Guards: guards(GuardFollowUp, GuardRemedies), By: staff(),
			},
			{
				Action: ActionReopen, From: states(StateReplied, StateRejected, StateClosed), To: StateReopened,
				Guards: guards(GuardReason),
			},
			{
				Action: ActionEscalate, To: StateEscalated, Guards: guards(GuardLevel),
				From: states(StateAccepted, StateAssigned, StateInvestigating, StateOnHold, StateDecided, StateReplied, StateReopened, StateEscalated),
			},
			{
				Action: ActionAppeal, From: states(AnyOpen, StateRejected, StateClosed), To: StateExternal,
				Guards: guards(GuardBody),
			},
			{
				Action: ActionExternalResult, From: states(StateExternal), To: StateClosed,
			},
			{
				Action: ActionMerge, From: states(AnyOpen), To: StateMerged,
				Guards: guards(GuardMerge), By: staff(), CancelsClocks: true,
			},
			{Action: ActionUnmerge, From: states(StateMerged), To: Previous, By: staff(), ResumesClocks: true},
			{Action: ActionWithdraw, From: states(AnyOpen), To: StateWithdrawn, CancelsClocks: true},
		}, alongside(StateClosed, StateRejected)...),
	}
}

// reportFlow has no mediation: nothing is settled, and nobody is answered or
// asked whether he is content but somebody who gave his name.
func reportFlow() Flow {
	return Flow{
		Kind: Report, Start: StateReceived,
		States: []State{
			StateReceived, StateAcknowledged, StateClassified, StateAccepted, StateAssigned, StateInvestigating,
			StateOnHold, StateDecided, StateReplied, StateReopened,
			StateRejected, StateMerged, StateReferred, StateWithdrawn, StateClosed,
		},
		Ends: []State{StateRejected, StateMerged, StateReferred, StateWithdrawn, StateClosed},
		Steps: append([]Step{
			{
				Action: ActionAcknowledge, From: states(StateReceived), To: StateAcknowledged,
				Guards: guards(GuardReachable, GuardOnce),
			},
			{
				Action: ActionAcknowledge, From: states(StateClassified, StateAccepted, StateAssigned, StateInvestigating),
				Guards: guards(GuardReachable, GuardOnce),
			},
			{Action: ActionClassify, From: states(StateReceived, StateAcknowledged), To: StateClassified, By: staff()},
			{Action: ActionClassify, From: states(StateClassified, StateAccepted, StateAssigned, StateInvestigating, StateOnHold), By: staff()},
			{Action: ActionAccept, From: states(StateClassified), To: StateAccepted, By: staff()},
			{
				Action: ActionReject, From: states(StateReceived, StateAcknowledged, StateClassified), To: StateRejected,
				Guards: guards(GuardReason), By: staff(),
			},
			{Action: ActionNotifyRejection, From: states(StateRejected), Guards: guards(GuardReachable)},
			{
				Action: ActionRefer, From: states(StateReceived, StateAcknowledged, StateClassified, StateAccepted), To: StateReferred,
				Guards: guards(GuardTarget), By: staff(), CancelsClocks: true,
			},
			{Action: ActionAssign, From: states(StateAccepted), To: StateAssigned, Guards: guards(GuardAssignee), By: staff()},
			{
				Action: ActionAssign, From: states(StateAssigned, StateInvestigating, StateOnHold, StateReopened),
				Guards: guards(GuardAssignee), By: staff(),
			},
			{
				Action: ActionStart, From: states(StateAssigned, StateReopened), To: StateInvestigating,
				Guards: guards(GuardNoRecusal, GuardImpartial), By: staff(),
			},
			{
				Action: ActionHold, From: states(StateAccepted, StateAssigned, StateInvestigating), To: StateOnHold,
				Guards: guards(GuardReason), By: staff(),
			},
			{Action: ActionResume, From: states(StateOnHold), To: Previous, By: staff()},
			{
				Action: ActionDecide, From: states(StateInvestigating), To: StateDecided,
				Guards: guards(GuardNoRecusal, GuardImpartial, GuardNotes, GuardDecision), By: staff(),
			},
			{Action: ActionReply, From: states(StateDecided), To: StateReplied, Guards: guards(GuardReachable), By: staff()},
			{Action: ActionClose, From: states(StateDecided, StateReplied), To: StateClosed, Guards: guards(GuardReplied), By: staff()},
			{Action: ActionReopen, From: states(StateRejected, StateClosed), To: StateReopened, Guards: guards(GuardReason)},
			{
				Action: ActionMerge, From: states(AnyOpen), To: StateMerged,
				Guards: guards(GuardMerge), By: staff(), CancelsClocks: true,
			},
			{Action: ActionUnmerge, From: states(StateMerged), To: Previous, By: staff(), ResumesClocks: true},
			{Action: ActionWithdraw, From: states(AnyOpen), To: StateWithdrawn, CancelsClocks: true},
		}, alongside(StateClosed, StateRejected)...),
	}
}

func suggestionFlow() Flow {
	return Flow{
		Kind: Suggestion, Start: StateReceived,
		States: []State{
			StateReceived, StateAcknowledged, StateClassified, StatePlanned, StateInProgress, StateDone, StateReplied,
			StateReopened, StateDeclined, StateMerged, StateReferred, StateWithdrawn, StateClosed,
		},
		Ends: []State{StateDeclined, StateMerged, StateReferred, StateWithdrawn, StateClosed},
		Steps: append([]Step{
			{
				Action: ActionAcknowledge, From: states(StateReceived), To: StateAcknowledged,
				Guards: guards(GuardReachable, GuardOnce),
			},
			{Action: ActionAcknowledge, From: states(StateClassified, StatePlanned), Guards: guards(GuardReachable, GuardOnce)},
			{Action: ActionClassify, From: states(StateReceived, StateAcknowledged, StateReopened), To: StateClassified, By: staff()},
			{Action: ActionClassify, From: states(StateClassified, StatePlanned, StateInProgress), By: staff()},
			{Action: ActionAssign, From: states(StateClassified, StatePlanned, StateInProgress), Guards: guards(GuardAssignee), By: staff()},
			{Action: ActionPlan, From: states(StateClassified), To: StatePlanned, By: staff()},
			{
				Action: ActionDecline, From: states(StateReceived, StateAcknowledged, StateClassified, StatePlanned), To: StateDeclined,
				Guards: guards(GuardReason), By: staff(),
			},
			{Action: ActionStartWork, From: states(StatePlanned), To: StateInProgress, By: staff()},
			{Action: ActionComplete, From: states(StatePlanned, StateInProgress), To: StateDone, By: staff()},
			{Action: ActionReply, From: states(StateDone), To: StateReplied, Guards: guards(GuardReachable), By: staff()},
			{Action: ActionReply, From: states(StateDeclined), Guards: guards(GuardReachable), By: staff()},
			{Action: ActionClose, From: states(StateDone, StateReplied), To: StateClosed, Guards: guards(GuardReplied), By: staff()},
			{Action: ActionReopen, From: states(StateDeclined, StateClosed), To: StateReopened, Guards: guards(GuardReason)},
			{
				Action: ActionRefer, From: states(StateReceived, StateAcknowledged, StateClassified), To: StateReferred,
				Guards: guards(GuardTarget), By: staff(), CancelsClocks: true,
			},
			{
				Action: ActionMerge, From: states(AnyOpen), To: StateMerged,
				Guards: guards(GuardMerge), By: staff(), CancelsClocks: true,
			},
			{Action: ActionUnmerge, From: states(StateMerged), To: Previous, By: staff(), ResumesClocks: true},
			{Action: ActionWithdraw, From: states(AnyOpen), To: StateWithdrawn, CancelsClocks: true},
		}, alongside(StateClosed, StateDeclined)...),
	}
}

func enquiryFlow() Flow {
	return Flow{
		Kind: Enquiry, Start: StateReceived,
		States: []State{StateReceived, StateAcknowledged, StateReplied, StateReferred, StateWithdrawn, StateClosed},
		Ends:   []State{StateReferred, StateWithdrawn, StateClosed},
		Steps: append([]Step{
			{
				Action: ActionAcknowledge, From: states(StateReceived), To: StateAcknowledged,
				Guards: guards(GuardReachable, GuardOnce),
			},
			{Action: ActionClassify, From: states(StateReceived, StateAcknowledged), By: staff()},
			{Action: ActionAssign, From: states(StateReceived, StateAcknowledged), Guards: guards(GuardAssignee), By: staff()},
			{Action: ActionReply, From: states(StateReceived, StateAcknowledged), To: StateReplied, Guards: guards(GuardReachable), By: staff()},
			{
				Action: ActionRefer, From: states(StateReceived, StateAcknowledged), To: StateReferred,
				Guards: guards(GuardTarget), By: staff(), CancelsClocks: true,
			},
			{
				Action: ActionClose, From: states(StateReceived, StateAcknowledged, StateReplied), To: StateClosed,
				Guards: guards(GuardReplied), By: staff(),
			},
			{Action: ActionReopen, From: states(StateClosed), To: StateReceived, Guards: guards(GuardReason)},
			{Action: ActionWithdraw, From: states(AnyOpen), To: StateWithdrawn, CancelsClocks: true},
		}, alongside(StateClosed)...),
	}
}

func praiseFlow() Flow {
	return Flow{
		Kind: Praise, Start: StateReceived,
		States: []State{StateReceived, StateAcknowledged, StateWithdrawn, StateClosed},
		Ends:   []State{StateWithdrawn, StateClosed},
		Steps: append([]Step{
			{
				Action: ActionAcknowledge, From: states(StateReceived), To: StateAcknowledged,
				Guards: guards(GuardReachable, GuardOnce),
			},
			{Action: ActionClassify, From: states(StateReceived, StateAcknowledged), By: staff()},
			{Action: ActionClose, From: states(StateReceived, StateAcknowledged), To: StateClosed, By: staff()},
			{Action: ActionWithdraw, From: states(AnyOpen), To: StateWithdrawn, CancelsClocks: true},
		}, alongside(StateClosed)...),
	}
}

// surveyFlow sees to it that somebody calls a customer whose answer is low, or
// opens a complaint for him.
func surveyFlow() Flow {
	return Flow{
		Kind: SurveyAnswer, Start: StateReceived,
		States: []State{StateReceived, StateContacted, StateOpened, StateClosed},
		Ends:   []State{StateOpened, StateClosed},
		Steps: append([]Step{
			{Action: ActionOpen, From: states(StateReceived, StateContacted), To: StateOpened, Guards: guards(GuardTarget), By: staff()},
			{
				Action: ActionContact, From: states(StateReceived), To: StateContacted,
				Results: []Result{ResultReached}, Guards: guards(GuardReachable),
			},
			{Action: ActionClassify, From: states(StateReceived, StateContacted), By: staff()},
			{Action: ActionAssign, From: states(StateReceived, StateContacted), Guards: guards(GuardAssignee), By: staff()},
			{Action: ActionClose, From: states(StateReceived, StateContacted), To: StateClosed, Guards: guards(GuardContacted), By: staff()},
		}, alongside(StateOpened, StateClosed)...),
	}
}

// alongside returns the steps that never change the state. They are possible in
// every open state, and some of them in the ends named.
func alongside(ends ...State) []Step {
	always := append(states(AnyOpen), ends...)
	open := states(AnyOpen)
	return []Step{
		{Action: ActionContact, From: always},
		{Action: ActionNote, From: always, By: staff()},
		{Action: ActionSend, From: always, Guards: guards(GuardDocument, GuardReachable)},
		{Action: ActionProgress, From: open, Guards: guards(GuardReachable)},
		{Action: ActionPrioritise, From: open, By: staff()},
		{Action: ActionLink, From: always, Guards: guards(GuardTarget), By: staff()},
		{Action: ActionIdentify, From: always, Guards: guards(GuardPerson)},
		{Action: ActionExtend, From: open, Guards: guards(GuardExtension, GuardReason), By: staff()},
		{Action: ActionAskRecusal, From: open, Guards: guards(GuardNoRecusal)},
		{Action: ActionDecideRecusal, From: open, Guards: guards(GuardRecusal), By: staff()},
		{Action: ActionRemedyDone, From: always, Guards: guards(GuardRemedy)},
	}
}

// staff returns the roles inside the house.
func staff() []Role {
	return []Role{RoleRecorder, RoleHandler, RoleReviewer, RoleApprover, RolePrivacyOfficer, RoleQuality, RoleManager, RoleSystem}
}

func states(list ...State) []State { return list }

func guards(list ...Guard) []Guard { return list }
