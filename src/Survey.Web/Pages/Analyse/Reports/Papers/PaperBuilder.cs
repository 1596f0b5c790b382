namespace Survey.Web.Pages.Analyse.Reports.Papers;

/// <summary>Puts blocks one under the other and numbers headings, tables and figures.</summary>
internal sealed class PaperBuilder(ReportText text)
{
    private static readonly string[] Roman = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];
    private readonly List<PaperBlock> _blocks = [];
    private int _part;
    private int _section;
    private int _tables;
    private int _figures;

    public IReadOnlyList<PaperBlock> Blocks => _blocks;

    public void Part(string words)
    {
        _section = 0;
        _blocks.Add(new PaperHeading(1, $"{Roman[_part++]}. {words.ToUpper(text.Culture)}"));
    }

    public void Section(string words) => _blocks.Add(new PaperHeading(2, $"{++_section}. {words}"));

    public void Text(string words)
    {
        if (words.Length > 0)
        {
            _blocks.Add(new PaperText(words));
        }
    }

    public void Items(params IEnumerable<string> words) =>
        _blocks.AddRange(words.Where(w => w.Length > 0).Select(w => new PaperText(w, PaperTone.Item)));

    public void Note(string words) => _blocks.Add(new PaperText(words, PaperTone.Note));

    public void Table(string caption, IReadOnlyList<PaperColumn> columns, IReadOnlyList<PaperRow> rows)
    {
        if (rows.Count > 0)
        {
            _blocks.Add(new PaperTable { Caption = text["Bảng {0}. {1}", ++_tables, caption], Columns = columns, Rows = rows });
        }
    }

    public void Chart(PaperChart? chart)
    {
        if (chart is not null)
        {
            _blocks.Add(chart with { Caption = text["Hình {0}. {1}", ++_figures, chart.Caption] });
        }
    }
}
