using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;

namespace Survey.Web.Pages.Analyse;

/// <summary>The choices as they stand in an address; what is missing is chosen for the reader.</summary>
public sealed record Choices
{
    public string? Period { get; init; }
    public string? Q { get; init; }
    public string? Index { get; init; }
    public string? Service { get; init; }
    public string? Channel { get; init; }
    public string? Sampling { get; init; }

    /// <summary>"now": what units were before counts under what became of them. "then" or nothing: units as they were.</summary>
    public string? As { get; init; }

    /// <summary>Another method, factor rule or weight set to show beside the index's own.</summary>
    public string? Method { get; init; }
    public string? Factor { get; init; }
    public string? Weights { get; init; }

    public bool AreNone => this == new Choices();

    public static Choices From(IQueryCollection query) => new()
    {
        Period = One(query, "period"),
        Q = One(query, "q"),
        Index = One(query, "index"),
        Service = One(query, "service"),
        Channel = One(query, "channel"),
        Sampling = One(query, "sampling"),
        As = One(query, "as"),
        Method = One(query, "method"),
        Factor = One(query, "factor"),
        Weights = One(query, "weights"),
    };

    private static string? One(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } value ? value : null;
}

/// <summary>The words by which an address names a class of channels, beside the channels themselves.</summary>
public static class ClassWords
{
    public static string Of(ChannelClass value) => value == ChannelClass.SelfFilled ? "self" : "recorded";

    public static ChannelClass? Read(string? word) => word switch
    {
        "self" => ChannelClass.SelfFilled,
        "recorded" => ChannelClass.Recorded,
        _ => null,
    };
}

/// <summary>A questionnaire that a reader can choose, with its latest version.</summary>
public sealed record QuestionnaireChoice(string Code, int LatestNumber, Questionnaire Latest)
{
    public LocalizedText Title => Latest.Title;
}

/// <summary>What a page or an export is about: a unit the reader may see, a period, a questionnaire and filters.</summary>
public sealed record Selection
{
    public required Unit Unit { get; init; }
    public required StoredPeriod Period { get; init; }
    public required QuestionnaireChoice Questionnaire { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<StoredPeriod> Periods { get; init; }
    public required IReadOnlyList<QuestionnaireChoice> Questionnaires { get; init; }
    public required Channel? Channel { get; init; }
    public required SamplingMode? Sampling { get; init; }
    public required Choices Choices { get; init; }
    public ChannelClass? Filled { get; init; }

    /// <summary>Today where a page shows units as they are now, and the reader may see all that they were; null: as they were then.</summary>
    public DateOnly? AsOf { get; init; }

    public ReportQuery Query => new()
    {
        Unit = Unit.Code,
        Period = Period.Code,
        Questionnaire = Questionnaire.Code,
        Index = Choices.Index,
        Service = Choices.Service,
        Channel = Channel,
        Sampling = Sampling,
        Filled = Filled,
        AsOf = AsOf,
    };

    /// <summary>The same choices for a unit, with an end of the path such as "/summary".</summary>
    public string Address(string unit, string tail = "") =>
        QueryHelpers.AddQueryString($"/analyse/{unit}{tail}", Parameters(withFilters: true));

    /// <summary>The same page of the same unit under other choices.</summary>
    public string With(Func<Choices, Choices> change, string tail = "") => (this with { Choices = change(Choices) }).Address(Unit.Code, tail);

    /// <summary>The trend as a picture of its own.</summary>
    public string Chart => Address(Unit.Code, "/trend.svg");

    public string Export(string kind) => QueryHelpers.AddQueryString(
        $"/analyse/export/{kind}", new Dictionary<string, string?>(Parameters(withFilters: false)) { ["unit"] = Unit.Code });

    private Dictionary<string, string?> Parameters(bool withFilters)
    {
        var parameters = new Dictionary<string, string?> { ["period"] = Period.Code, ["q"] = Questionnaire.Code };
        Add("index", Choices.Index);
        if (withFilters)
        {
            Add("service", Choices.Service);
            Add("channel", Choices.Channel);
            Add("sampling", Choices.Sampling);
            Add("as", Choices.As);
            Add("method", Choices.Method);
            Add("factor", Choices.Factor);
            Add("weights", Choices.Weights);
        }

        return parameters;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                parameters[name] = value;
            }
        }
    }
}

/// <summary>Turns an address into a selection, within what the reader may see.</summary>
public sealed class SelectionQuery(SurveyDbContext database, PublishedVersions published, LocalCalendar calendar)
{
    private const int MostPeriodsBack = 4;

    /// <summary>The unit; null where there is none of this code that the reader may analyse.</summary>
    public Task<Unit?> UnitAsync(StaffAccess access, string code, CancellationToken cancellationToken) =>
        database.Units.AsNoTracking().Where(access.Units(Role.Analyst)).SingleOrDefaultAsync(u => u.Code == code, cancellationToken);

    /// <summary>What an address chooses of a unit: no unit where the reader may not analyse one of this code, no selection where
    /// <see cref="OfAsync"/> has none.</summary>
    public async Task<(Unit? Unit, Selection? Selection)> FindAsync(StaffAccess access, string code, Choices choices, CancellationToken cancellationToken) =>
        await UnitAsync(access, code, cancellationToken) is { } unit ? (unit, await OfAsync(unit, choices, cancellationToken)) : (null, null);

    /// <summary>What is read for a selection. Who names no period sees the running one; where nothing of it is released yet, the
    /// last one that has figures.</summary>
    /// <param name="report">The report in what was read.</param>
    public static async Task<(Selection Selection, T? Answer)> LastWithFiguresAsync<T>(Selection selection, Func<Selection, Task<T?>> read, Func<T, UnitReport> report)
        where T : class
    {
        var answer = await read(selection);
        var tried = (Selection: selection, Answer: answer);
        for (var i = 0; i < MostPeriodsBack && selection.Choices.Period is null
            && tried.Answer is { } found && report(found) is { Overall.Figure: null, Before: { } before }; i++)
        {
            tried.Selection = tried.Selection with { Period = before };
            tried.Answer = await read(tried.Selection);
        }

        return tried.Answer is { } last && report(last).Overall.Figure is not null ? tried : (selection, answer);
    }

    /// <summary>Codes of those ancestors that the person may open.</summary>
    public static IReadOnlySet<string> Open(StaffAccess access, IReadOnlyList<ReportUnit> ancestors)
    {
        var open = new HashSet<string>(StringComparer.Ordinal);
        var path = "";
        foreach (var ancestor in ancestors)
        {
            path += ancestor.Code + "/";
            if (access.May(Role.Analyst, path))
            {
                open.Add(ancestor.Code);
            }
        }

        return open;
    }

    /// <summary>The selection; null where a choice is unknown, or there is no period or questionnaire to choose.</summary>
    public async Task<Selection?> OfAsync(Unit unit, Choices choices, CancellationToken cancellationToken)
    {
        var filled = ClassWords.Read(choices.Channel);
        if (!Parsed<Channel>(filled is null ? choices.Channel : null, out var channel) || !Parsed<SamplingMode>(choices.Sampling, out var sampling)
            || choices.As is not (null or "then" or "now"))
        {
            return null;
        }

        var periods = await PeriodsAsync(cancellationToken);
        var questionnaires = await QuestionnairesAsync(unit, choices.Q, cancellationToken);
        var period = choices.Period is null ? Current(periods) : periods.Find(p => p.Code == choices.Period);
        var questionnaire = choices.Q is null ? questionnaires.FirstOrDefault() : questionnaires.Find(q => q.Code == choices.Q);
        return period is null || questionnaire is null ? null : new Selection
        {
            Unit = unit,
            Period = period,
            Questionnaire = questionnaire,
            Periods = periods,
            Questionnaires = questionnaires,
            Channel = channel,
            Sampling = sampling,
            Choices = choices,
            Filled = filled,
        };
    }

    /// <summary>The services that counters of the unit offer, by name.</summary>
    public async Task<List<Service>> ServicesAsync(Unit unit, CancellationToken cancellationToken) =>
        await database.CollectionPointServices.AsNoTracking()
            .Where(s => database.CollectionPoints.Any(p => p.Id == s.CollectionPointId && p.Unit!.Path.StartsWith(unit.Path)))
            .Select(s => s.Service!).Distinct().OrderBy(s => s.Name).ToListAsync(cancellationToken);

    private async Task<List<StoredPeriod>> PeriodsAsync(CancellationToken cancellationToken)
    {
        var today = calendar.Today;
        return await database.Periods.AsNoTracking().Where(p => p.First <= today)
            .OrderByDescending(p => p.Last).ThenByDescending(p => p.First).ToListAsync(cancellationToken);
    }

    // The questionnaires that are or were out at the unit's counters, the one at most counters first; then the one asked for.
    private async Task<List<QuestionnaireChoice>> QuestionnairesAsync(Unit unit, string? asked, CancellationToken cancellationToken)
    {
        var fielded = await database.WavePoints.AsNoTracking()
            .Where(p => p.CollectionPoint!.Unit!.Path.StartsWith(unit.Path))
            .Join(database.Waves, p => p.WaveId, w => w.Id, (p, w) => w.Version!.QuestionnaireId)
            .GroupBy(id => id).Select(g => new { Id = g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        var ids = fielded.Select(o => o.Id).ToList();
        var latest = await database.QuestionnaireVersions.AsNoTracking()
            .Where(v => ids.Contains(v.QuestionnaireId) || v.Questionnaire!.Code == asked)
            .Where(v => !database.QuestionnaireVersions.Any(n => n.QuestionnaireId == v.QuestionnaireId && n.Number > v.Number))
            .Select(v => new { v.Id, v.QuestionnaireId, v.Number, v.Questionnaire!.Code }).ToListAsync(cancellationToken);
        var choices = new List<QuestionnaireChoice>();
        foreach (var version in latest.OrderByDescending(v => fielded.Find(o => o.Id == v.QuestionnaireId)?.Count ?? 0).ThenBy(v => v.Code, StringComparer.Ordinal))
        {
            if (await published.FindAsync(database, version.Id, cancellationToken) is { } questionnaire)
            {
                choices.Add(new(version.Code, version.Number, questionnaire));
            }
        }

        return choices;
    }

    // The shortest period that today lies in: the one being filled.
    private StoredPeriod? Current(List<StoredPeriod> periods) =>
        periods.Where(p => p.Last >= calendar.Today).OrderBy(p => p.Last.DayNumber - p.First.DayNumber).FirstOrDefault() ?? periods.FirstOrDefault();

    private static bool Parsed<T>(string? text, out T? value)
        where T : struct, Enum
    {
        value = null;
        if (text is null)
        {
            return true;
        }

        var known = Enum.TryParse<T>(text, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) && !int.TryParse(text, CultureInfo.InvariantCulture, out _);
        value = known ? parsed : null;
        return known;
    }
}
