using System.CommandLine;
using Triage.Cli.Terminal;
using Triage.Cli.Verbs;

var triage = new RootCommand("Reads questions about deploying deep-learning software and says platform and challenge, with honest scores.")
{
    LabelVerb.Create(),
    AgreeVerb.Create(),
    MineVerb.Create(),
    SampleVerb.Create(),
    StudyVerb.Create(),
    TrainVerb.Create(),
    EvaluateVerb.Create(),
    ExperimentVerb.Create(),
    ExplainVerb.Create(),
    SuspectsVerb.Create(),
};
return await Runner.Run(triage, args);
