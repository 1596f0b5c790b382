using Survey.Core.Questionnaires;

namespace Survey.Web.Data.Import.Foreign.XlsForm;

/// <summary>Goes through the rows of the sheet survey from top to bottom.</summary>
internal sealed class FormRows(FormContext form)
{
    private readonly FormSections _sections = new(form);
    private readonly FormItems _items = new(form);

    // The kinds of groups that are being left out with what they hold.
    private readonly Stack<FormType> _skipped = [];
    private int _count;

    public sealed record Result(IReadOnlyList<Section> Sections, LocalizedText? Thanks)
    {
        public int Count => Sections.Count;
        public int Items => Sections.Sum(s => s.Items.Count);
    }

    public Result Read(CancellationToken cancellationToken)
    {
        foreach (var row in form.Sheet.Rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Read(row);
        }

        var sections = _sections.Finish();
        return new Result(sections, _sections.Thanks);
    }

    private void Read(FormRow row)
    {
        var cell = form.Cell(row, "type");
        var type = FormType.Of(cell);
        if (_skipped.Count > 0)
        {
            Skip(row, type);
        }
        else if (cell.Length == 0 || cell.StartsWith('#'))
        {
            form.LeaveOut(row, cell.Length == 0 ? new("Dòng không có loại (type).", "The row has no type.") : new("Dòng ghi chú của người soạn.", "The row is an author's remark."));
        }
        else if (form.Cell(row, "disabled").ToLowerInvariant() is "yes" or "true" or "1" && type.Kind is not (FormKind.BeginGroup or FormKind.EndGroup))
        {
            form.LeaveOut(row, new("Dòng đã bị tắt (disabled).", "The row is disabled."));
        }
        else
        {
            Take(row, type);
        }
    }

    private void Take(FormRow row, FormType type)
    {
        switch (type.Kind)
        {
            case FormKind.BeginGroup or FormKind.BeginScore:
                _sections.Begin(row);
                break;
            case FormKind.EndGroup:
                _sections.End(row);
                break;
            case FormKind.BeginLeftOut:
                _skipped.Push(type);
                form.LeaveOut(row, type.Why);
                break;
            case FormKind.EndLeftOut or FormKind.LeftOut:
                form.LeaveOut(row, type.Why);
                break;
            case FormKind.Note:
                _sections.AddNote(row);
                break;
            case FormKind.SelectOne or FormKind.SelectMultiple when IsTableHeading(row):
                _sections.AddNote(row);
                break;
            default:
                AddItems(row, type);
                break;
        }
    }

    // Far more items than fit are not even made; the file is refused for their number.
    private void AddItems(FormRow row, FormType type)
    {
        var items = _count > 2 * QuestionnaireJson.MaxItems ? [] : _items.Make(row, type, _sections.ScoreList);
        _count += items.Count;
        _sections.Add(items);
    }

    private void Skip(FormRow row, FormType type)
    {
        var why = _skipped.Peek().Why;
        if (type.Kind is FormKind.BeginLeftOut or FormKind.BeginGroup or FormKind.BeginScore)
        {
            _skipped.Push(type with { Why = why });
        }
        else if (type.Kind is FormKind.EndLeftOut or FormKind.EndGroup)
        {
            _skipped.Pop();
        }

        form.LeaveOut(row, why);
    }

    // The first row of a table only writes the choices above the columns; its label is the table's question.
    private bool IsTableHeading(FormRow row) => form.Cell(row, "appearance").Split(' ').Contains("label", StringComparer.OrdinalIgnoreCase);
}
