using System.Globalization;
using System.Text;
using Triage.Evaluation;

namespace Triage.Reports;

/// <summary>A cell of a table.</summary>
/// <param name="Text">What is shown.</param>
/// <param name="Sort">What to sort by in its place; null sorts by the text.</param>
/// <param name="Interval">Small print after it.</param>
/// <param name="Link">Where it leads.</param>
/// <param name="Heat">Depth of its background, 0..1; null without.</param>
public sealed record Cell(string Text, double? Sort = null, string? Interval = null, string? Link = null, double? Heat = null)
{
    public static implicit operator Cell(string text) => new(text);

    public static implicit operator Cell(int number) => new(number.ToString("N0", CultureInfo.InvariantCulture), number);

    /// <summary>A figure as <c>0.543</c> with its interval in small print; a dash where it is not defined.</summary>
    public static Cell Of(Figure figure, int decimals = 3)
    {
        string Number(double value) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
        return double.IsNaN(figure.Value) ? new Cell("–", double.NaN)
            : new Cell(Number(figure.Value), figure.Value, double.IsNaN(figure.Low) || figure.Low == figure.High ? null : $"{Number(figure.Low)} to {Number(figure.High)}");
    }

    /// <summary>A share (0..1) in per cent with its interval.</summary>
    public static Cell Percent(Figure share, int decimals = 1) => Of(new Figure(100 * share.Value, 100 * share.Low, 100 * share.High), decimals);

    public static Cell Number(double value, int decimals = 3) => Of(new Figure(value, value, value), decimals);
}

/// <summary>A table whose rows sort by a click on a column's head. A column's head that begins with '#' is of numbers.</summary>
public sealed class HtmlTable(string caption, params IReadOnlyList<string> columns)
{
    private readonly List<IReadOnlyList<Cell>> rows = [];

    /// <summary>Whether rows may be sorted; a matrix may not.</summary>
    public bool Sortable { get; init; } = true;

    public HtmlTable Row(params IReadOnlyList<Cell> cells)
    {
        if (cells.Count != columns.Count)
            throw new ArgumentException($"{cells.Count} cells in a table of {columns.Count} columns");
        rows.Add(cells);
        return this;
    }

    public HtmlTable Rows(IEnumerable<IReadOnlyList<Cell>> more)
    {
        foreach (var row in more)
            Row(row);
        return this;
    }

    internal void WriteTo(StringBuilder html)
    {
        html.Append("<div class=\"table\" tabindex=\"0\"><table").Append(Sortable ? " data-sortable" : "").Append('>');
        if (caption.Length > 0)
            html.Append("<caption>").Append(HtmlPage.Encode(caption)).Append("</caption>");
        html.Append("<thead><tr>");
        foreach (var column in columns)
        {
            var name = HtmlPage.Encode(column.TrimStart('#'));
            html.Append(column.StartsWith('#') ? "<th class=\"n\" scope=\"col\">" : "<th scope=\"col\">").Append(Sortable ? $"<button type=\"button\">{name}</button>" : name).Append("</th>");
        }

        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            html.Append("<tr>");
            for (var i = 0; i < row.Count; i++)
                Write(html, row[i], columns[i].StartsWith('#'));
            html.Append("</tr>\n");
        }

        html.Append("</tbody></table></div>\n");
    }

    private static void Write(StringBuilder html, Cell cell, bool isNumber)
    {
        html.Append(cell.Heat is not null ? "<td class=\"heat\"" : isNumber ? "<td class=\"n\"" : "<td");
        if (cell.Sort is { } sort)
            html.Append(CultureInfo.InvariantCulture, $" data-sort=\"{sort}\"");
        if (cell.Heat is > 0 and var heat)
            html.Append(CultureInfo.InvariantCulture, $" style=\"background: rgba(var(--heat), {Math.Min(0.85, heat):F2})\"");
        html.Append('>');
        var text = HtmlPage.Encode(cell.Text);
        html.Append(cell.Link is { } link ? $"<a href=\"{HtmlPage.Encode(link)}\" rel=\"noreferrer\">{text}</a>" : text);
        if (cell.Interval is { } interval)
            html.Append(" <small>").Append(HtmlPage.Encode(interval)).Append("</small>");
        html.Append("</td>");
    }
}
