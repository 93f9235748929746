using Spectre.Console;
using Triage.Training;

namespace Triage.Cli.Terminal;

/// <summary>Prints cross-validated figures.</summary>
internal static class FigureText
{
    public static void Print(IReadOnlyList<CoderFigures> figures, IReadOnlyList<NegativeCoders> negatives, string reported, CrossValidationPlan? plan)
    {
        if (plan is null)
            return;
        Console.WriteLine();
        Console.WriteLine($"{plan.Folds}-fold cross-validation, {plan.Repeats} repeat(s), seed {plan.Seed}, on {reported}; 95 % intervals; 'question': without the answers");
        if (figures.Count == 0)
        {
            Console.WriteLine("no coder has 20 scored posts or more among these: nothing to report");
            return;
        }

        foreach (var coder in figures.Where(f => f.Full.N > 0))
        {
            var table = Screen.Table(coder.Coder, "whole post", "question");
            foreach (var row in FigureTable.Rows([coder.Full, coder.Question]))
                table.AddRow(row.Select(Markup.Escape).ToArray());
            Screen.Out.Write(table);
        }

        if (negatives.Count > 0)
        {
            var table = Screen.Table("relevance, AUC: coded posts against posts of", "whole post", "question");
            foreach (var coder in negatives)
                table.AddRow(Markup.Escape($"{coder.Coder} ({coder.Posts})"), Markup.Escape(FigureTable.Text(coder.Full)), Markup.Escape(FigureTable.Text(coder.Question)));
            Screen.Out.Write(table);
        }

        Console.WriteLine();
    }
}
