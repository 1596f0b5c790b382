using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Core.Scoring;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Scores;

/// <summary>What is done to a stored sheet. Nothing is saved here: the page saves it with the audit entry, in one transaction.</summary>
public sealed class SheetWriter(SurveyDbContext context, LocalCalendar calendar)
{
    /// <summary>Takes over the form; problems are noted and leave the sheet as it was.</summary>
    public async Task<List<(string Field, string Words)>> TakeAsync(ComputedSheet sheet, IFormCollection form, long account, ReportText text, CancellationToken cancellationToken)
    {
        var problems = new List<(string Field, string Words)>();
        var lines = await context.ScoreLines.Where(l => l.SheetId == sheet.Sheet.Id).ToDictionaryAsync(l => l.Criterion, cancellationToken);
        var inputs = await context.ScoreInputs.Where(i => i.SheetId == sheet.Sheet.Id).ToDictionaryAsync(i => i.Name, cancellationToken);
        foreach (var row in sheet.Rows.Where(r => r.Criterion is not null))
        {
            var criterion = row.Criterion!;
            var (answer, note) = (SheetFields.Read(form, criterion, problems, text)?.Write(), SheetFields.Note(form, criterion.Code, problems, text));
            var without = criterion.NotApplicable != NotApplicableRule.AlwaysApplies && form[SheetFields.NotApplicable(criterion.Code)] == "true";
            if (LineOf(lines, sheet.Sheet.Id, criterion.Code, answer is not null || note.Length > 0 || without) is { } line
                && (line.Chosen, line.Note, line.NotApplicable) != (answer, note, without))
            {
                (line.Chosen, line.Note, line.NotApplicable) = (answer, note, without);
                line.Revision++;
            }
        }

        foreach (var input in sheet.Rows.SelectMany(r => r.Inputs).Where(i => i.Input is TypedInput || i.IsEarlier).DistinctBy(SheetFields.Number))
        {
            TakeNumber(sheet, inputs, input, SheetFields.Number(form, SheetFields.Number(input), problems, text), account, text);
        }

        return problems;
    }

    /// <summary>Writes down the numbers that the results give, so that what is submitted stays as it was.</summary>
    public void Freeze(ComputedSheet sheet, long account)
    {
        foreach (var input in sheet.Rows.SelectMany(r => r.Inputs).Where(i => i.Value is not null && (i.Input is IndexInput || i.IsEarlier)).DistinctBy(i => (i.Input, i.IsEarlier)))
        {
            var prefix = input is { Input: IndexInput, IsEarlier: false } ? ScoreDesk.IndexPrefix : input.Input is IndexInput ? ScoreDesk.EarlierIndexPrefix : ScoreDesk.EarlierPrefix;
            var name = prefix + input.Input.Name;
            if (context.ScoreInputs.Local.FirstOrDefault(i => i.SheetId == sheet.Sheet.Id && i.Name == name) is { } known)
            {
                (known.Value, known.Source, known.EnteredBy, known.EnteredAt) = (StoredNumber.Of(input.Value!.Value), Short(input.Source), account, calendar.UtcNow);
            }
            else
            {
                context.ScoreInputs.Add(Input(sheet.Sheet.Id, name, StoredNumber.Of(input.Value!.Value), input.Source, account));
            }
        }
    }

    /// <summary>A new sheet that begins as a copy: numbers typed, answers, notes and evidence; the indices are today's, the appraisal begins anew.</summary>
    public async Task<StoredScoreSheet> CorrectAsync(StoredScoreSheet sheet, int number, string reason, long account, CancellationToken cancellationToken)
    {
        var next = New(sheet.UnitId, sheet.PeriodCode, sheet.SchemeId, number, account);
        next.Reason = reason;
        foreach (var line in await context.ScoreLines.AsNoTracking().Where(l => l.SheetId == sheet.Id).ToListAsync(cancellationToken))
        {
            context.ScoreLines.Add(new() { SheetId = next.Id, Criterion = line.Criterion, NotApplicable = line.NotApplicable, Chosen = line.Chosen, Note = line.Note });
        }

        foreach (var input in await context.ScoreInputs.AsNoTracking().Where(i => i.SheetId == sheet.Id).ToListAsync(cancellationToken))
        {
            if (!input.Name.StartsWith(ScoreDesk.IndexPrefix, StringComparison.Ordinal) && !input.Name.StartsWith(ScoreDesk.EarlierIndexPrefix, StringComparison.Ordinal))
            {
                context.ScoreInputs.Add(new() { SheetId = next.Id, Name = input.Name, Value = input.Value, Source = input.Source, EnteredBy = input.EnteredBy, EnteredAt = input.EnteredAt });
            }
        }

        foreach (var file in await context.EvidenceFiles.AsNoTracking().Where(f => f.SheetId == sheet.Id).ToListAsync(cancellationToken))
        {
            context.EvidenceFiles.Add(new()
            {
                Id = RandomKey.New(),
                SheetId = next.Id,
                Criterion = file.Criterion,
                Name = file.Name,
                ContentType = file.ContentType,
                Length = file.Length,
                Sha256 = file.Sha256,
                Content = file.Content,
                AddedBy = file.AddedBy,
                AddedAt = file.AddedAt,
            });
        }

        return next;
    }

    /// <summary>An empty sheet.</summary>
    public StoredScoreSheet New(long unit, string period, long scheme, int number, long account)
    {
        var sheet = new StoredScoreSheet { Id = RandomKey.New(), UnitId = unit, PeriodCode = period, SchemeId = scheme, Number = number, CreatedBy = account, CreatedAt = calendar.UtcNow };
        context.ScoreSheets.Add(sheet);
        return sheet;
    }

    /// <summary>The criterion's line, tracked; made where it is wanted and not there.</summary>
    public ScoreLine? LineOf(Dictionary<string, ScoreLine> lines, long sheet, string criterion, bool wanted)
    {
        if (!lines.TryGetValue(criterion, out var line) && wanted)
        {
            line = lines[criterion] = new() { SheetId = sheet, Criterion = criterion };
            context.ScoreLines.Add(line);
        }

        return line;
    }

    private void TakeNumber(ComputedSheet sheet, Dictionary<string, ScoreInput> inputs, ComputedInput input, decimal? number, long account, ReportText text)
    {
        // What last year's sheet or results say already is not typed again: it follows them.
        var (name, known) = (NameOf(input), number is { } typed && input.Value is { } value && text.Typed(value) == text.Typed(Rational.FromDecimal(typed)));
        if (inputs.TryGetValue(name, out var stored))
        {
            if (number is null)
            {
                context.ScoreInputs.Remove(stored);
            }
            else if (!known)
            {
                (stored.Value, stored.Source, stored.EnteredBy, stored.EnteredAt) = (Text(number.Value), "", account, calendar.UtcNow);
            }
        }
        else if (number is { } first && !known)
        {
            context.ScoreInputs.Add(Input(sheet.Sheet.Id, name, Text(first), "", account));
        }
    }

    private static string NameOf(ComputedInput input) => !input.IsEarlier ? input.Input.Name
        : (input.Input is IndexInput ? ScoreDesk.EarlierIndexPrefix : ScoreDesk.EarlierPrefix) + input.Input.Name;

    private ScoreInput Input(long sheet, string name, string value, string source, long account) =>
        new() { SheetId = sheet, Name = name, Value = value, Source = Short(source), EnteredBy = account, EnteredAt = calendar.UtcNow };

    private static string Short(string source) => source.Length > 200 ? source[..200] : source;

    private static string Text(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
