using Survey.Core.Questionnaires;

namespace Survey.Web.Data.Import.Foreign.Drafting;

/// <summary>Makes a valid questionnaire of a sketch: codes, limits, shared scales, conditions on earlier items only.</summary>
/// <param name="names">How conditions of the source tell names apart.</param>
internal sealed class SketchDraft(Sketch sketch, LossNotes notes, StringComparer names)
{
    private readonly SketchScales _scales = new(sketch.Languages);
    private readonly SketchConditions _conditions = new(names, sketch.WordingSuffix);

    private IEnumerable<SketchItem> Remaining => sketch.Sections.SelectMany(s => s.Items).Where(i => !i.Note.IsLeftOut);

    public ForeignReading Make()
    {
        SketchCodes.Settle(sketch);
        foreach (var item in Remaining.Where(i => i.Kind == SketchKind.Single && _scales.IsLadder(i)))
        {
            item.Kind = SketchKind.Scale;
            item.Note.Change(new("Các đáp án xếp từ tốt đến xấu nên thành một thang, để tính được chỉ số.", "Its answers go from good to bad, so it became a scale that an index can use."));
        }

        var scales = Remaining.Where(i => i.Kind == SketchKind.Scale).ToDictionary(i => i, _scales.Of);
        foreach (var item in scales.Where(s => s.Value is null).Select(s => s.Key))
        {
            NoScale(item);
        }

        foreach (var item in Remaining.Where(i => i.Kind == SketchKind.Single && _scales.Known(i) is not null).ToList())
        {
            item.Kind = SketchKind.Scale;
            scales[item] = _scales.Known(item);
            item.Note.Change(new("Có cùng các mức với một thang điểm của phiếu nên dùng chung thang ấy.", "It has the answers of a scale of this questionnaire and shares it."));
        }

        SketchSections.Settle(sketch);
        var items = new SketchItems(sketch.Languages, scales);
        var sections = sketch.Sections.Select(s => Section(s, items)).ToList();
        NoteOptions();
        return Checked(sections);
    }

    public static LocalizedText Label(SketchOption option, IReadOnlyList<string> languages) =>
        option.Label.ToText(languages, option.Note) ?? Instead(option.Source, languages, option.Note);

    /// <summary>A name that stands where the source has no wording.</summary>
    public static LocalizedText Instead(string name, IReadOnlyList<string> languages, LossNote note)
    {
        note.Change(new("Không có câu chữ; tạm lấy tên của nó trong tệp.", "It has no wording; its name in the file stands in."));
        var shown = Wording.Shown(name);
        return LocalizedText.Of(languages[0], shown.Length > 0 ? shown : "…");
    }

    private static void NoScale(SketchItem item)
    {
        item.Kind = SketchKind.Single;
        item.Note.Change(new(
            $"Một thang có từ 2 đến {SketchScales.MostPoints} mức; câu này thành câu chọn một.",
            $"A scale has 2 to {SketchScales.MostPoints} points; this became a single choice."));
        SketchCodes.SettleChoices(item);
    }

    private Section Section(SketchSection sketched, SketchItems items)
    {
        var showIf = _conditions.Of(sketched);
        var made = new List<Item>();
        foreach (var item in sketched.Items)
        {
            var record = items.Make(item, _conditions.Of(item));
            _conditions.Add(item, record);
            made.Add(record);
        }

        return new Section
        {
            Code = sketched.Note.Target!,
            Title = sketched.Title.ToText(sketch.Languages, sketched.Note),
            Text = sketched.Text.ToText(sketch.Languages, sketched.Note),
            ShowIf = showIf,
            Items = made,
        };
    }

    // Answers of items that were left out stand nowhere.
    private void NoteOptions()
    {
        foreach (var option in Remaining.SelectMany(i => i.Options))
        {
            option.Note.Target ??= option.Code;
        }

        foreach (var option in sketch.Sections.SelectMany(s => s.Items).SelectMany(i => i.Options).Where(o => o.Note.Target is null))
        {
            option.Note.LeaveOut(new("Câu chứa nó đã bị bỏ.", "The question it belongs to was left out."));
        }
    }

    private ForeignReading Checked(List<Section> sections)
    {
        if (sections.Count == 0)
        {
            return notes.Refuse("", new("Tệp không có câu hỏi nào mang sang được.", "The file has no question that could be brought in."));
        }

        var questionnaire = Whole(sections);
        var read = QuestionnaireJson.Read(QuestionnaireJson.Write(questionnaire));
        if (read.Problems is [var problem, ..])
        {
            return notes.Refuse(problem.Path, new($"Nội dung chưa thành phiếu hợp lệ: {problem.Reason}", $"It does not make a valid questionnaire: {problem.Reason}"));
        }

        notes.Open("", "indices").Remark(new(
            "Chưa có chỉ số nào: tệp nguồn không nói cách tính. Hãy thêm ở trang Soạn.",
            "No index was made: the source does not say how to compute one. Add it in the designer."));
        return new ForeignReading { Report = notes.ToReport(), Questionnaire = read.Questionnaire };
    }

    private Questionnaire Whole(List<Section> sections)
    {
        var code = SourceCodes.Nearest(sketch.Name);
        var used = sections.SelectMany(s => s.Items).OfType<ScaleItem>().Select(i => i.Scale).ToHashSet(ReferenceEqualityComparer.Instance);
        sketch.Note.Target = code.Length > 0 ? code : "survey";
        return new Questionnaire
        {
            Code = sketch.Note.Target,
            Languages = sketch.Languages,
            Title = sketch.Title.ToText(sketch.Languages, sketch.Note) ?? Untitled(),
            Lead = sketch.Lead.ToText(sketch.Languages, sketch.Note),
            Thanks = sketch.Thanks.ToText(sketch.Languages, sketch.Note),
            Scales = [.. _scales.Scales.Where(used.Contains)],
            Sections = sections,
            Indices = [],
        };
    }

    private LocalizedText Untitled()
    {
        sketch.Note.Change(new("Tệp không có tên phiếu; hãy đặt tên.", "The file has no title; give it one."));
        return BuiltInWords.Untitled(sketch.Languages).ToText(sketch.Languages, sketch.Note)!;
    }
}
