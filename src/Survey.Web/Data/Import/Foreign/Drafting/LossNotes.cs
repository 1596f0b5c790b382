namespace Survey.Web.Data.Import.Foreign.Drafting;

/// <summary>What becomes of one element of the source while it is read and the draft is made; leaving it out is final.</summary>
/// <param name="order">How many notes stand before it in its file.</param>
internal sealed class LossNote(string place, string element, int order = 0)
{
    private const int MostReasons = 8;
    private readonly List<Sentence> _reasons = [];
    private LossOutcome _outcome = LossOutcome.Kept;

    public string Place => place;

    public int Order => order;

    /// <summary>The code it became.</summary>
    public string? Target { get; set; }

    public bool IsLeftOut => _outcome == LossOutcome.LeftOut;

    /// <summary>It is kept, but there is something to say.</summary>
    public LossNote Remark(Sentence reason)
    {
        if (!_reasons.Contains(reason) && _reasons.Count < MostReasons)
        {
            _reasons.Add(reason);
        }

        return this;
    }

    public LossNote Change(Sentence reason)
    {
        if (IsLeftOut)
        {
            return this;
        }

        _outcome = LossOutcome.Changed;
        return Remark(reason);
    }

    public LossNote LeaveOut(Sentence reason)
    {
        if (IsLeftOut)
        {
            return this;
        }

        _reasons.Clear();
        _outcome = LossOutcome.LeftOut;
        return Remark(reason);
    }

    public LossEntry ToEntry() => new(
        Wording.Shown(place, 200),
        Wording.Shown(element, 160),
        _outcome,
        IsLeftOut ? null : Target,
        string.Join(' ', _reasons.Select(r => r.En)),
        string.Join(' ', _reasons.Select(r => r.Vi)));
}

/// <summary>The notes of one file in the order its elements were met.</summary>
/// <param name="format">lss or surveyjs.</param>
internal sealed class LossNotes(string format)
{
    private readonly List<LossNote> _notes = [];

    public LossNote Open(string place, string element)
    {
        var note = new LossNote(place, element, _notes.Count);
        _notes.Add(note);
        return note;
    }

    /// <summary>Leaves out what was noted after this and stands below it.</summary>
    public void LeaveOutBelow(LossNote note, Sentence reason)
    {
        for (var i = note.Order + 1; i < _notes.Count; i++)
        {
            if (_notes[i].Place.StartsWith(note.Place, StringComparison.Ordinal))
            {
                _notes[i].LeaveOut(reason);
            }
        }
    }

    public LossReport ToReport() => new() { Format = format, Entries = [.. _notes.Select(n => n.ToEntry())] };

    public ForeignReading Refuse(string place, Sentence reason) => new()
    {
        Report = ToReport(),
        Refusal = reason.En,
        RefusalVi = reason.Vi,
        RefusedPlace = place,
    };
}

/// <summary>Ends the reading of a file that cannot become a questionnaire; caught where the reading starts.</summary>
internal sealed class RefusedFileException(string place, Sentence reason) : Exception(reason.En)
{
    public string Place => place;

    public Sentence Reason => reason;
}
