using System.Collections.Concurrent;
using System.Globalization;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Respond;

/// <summary>All that a citizen's page needs to know of a collection point, as it was read from the database at one moment.</summary>
public sealed class RespondPoint
{
    public required long Id { get; init; }
    public required string Code { get; init; }

    /// <summary>The department or commune, in which the eye starts.</summary>
    public required LocalizedText Organisation { get; init; }

    /// <summary>The room, where there is one, and the counter.</summary>
    public required LocalizedText Place { get; init; }
    public required bool SharedDevice { get; init; }
    public required DateOnly? RetiredOn { get; init; }
    public required string? Feedback { get; init; }
    public required IReadOnlyList<OfferedService> Services { get; init; }

    /// <summary>The code of the point that stands where a retired one stood; its visitors are led there at once.</summary>
    public string? MovedTo { get; init; }

    /// <summary>Among which points a citizen of a retired one may choose where none was named: those of the units that took over.</summary>
    public required IReadOnlyList<SuccessorPoint> Successors { get; init; }

    /// <summary>The wave that takes answers now.</summary>
    public required RespondWave? Open { get; init; }

    /// <summary>All waves whose forms may still arrive, the open one included.</summary>
    public required IReadOnlyList<RespondWave> Waves { get; init; }

    /// <summary>Whether any wave ever ran here.</summary>
    public required bool HadWave { get; init; }

    /// <summary>Equal where nothing that a page shows has changed.</summary>
    public string Fingerprint => field ??= MakeFingerprint();

    /// <summary>A point that does not exist, for a form that is looked at or tried out before any counter has it.</summary>
    public static RespondPoint StandIn(Unit unit, LocalizedText place, bool sharedDevice = false, string code = "") => new()
    {
        Id = 0,
        Code = code,
        Organisation = new LocalizedText([new("vi", unit.Name), new("en", unit.NameEn)]),
        Place = place,
        SharedDevice = sharedDevice,
        RetiredOn = null,
        Feedback = unit.Feedback,
        Services = [],
        Successors = [],
        Open = null,
        Waves = [],
        HadWave = true,
    };

    public bool IsRetired(DateOnly today) => RetiredOn is { } day && day <= today;

    /// <summary>Pages made of this point, by what differs between them.</summary>
    internal ConcurrentDictionary<PageKey, CitizenPage> Pages { get; } = new();

    internal long ReadAt { get; set; }
    internal long UsedAt { get; set; }

    private string MakeFingerprint()
    {
        static string Words(LocalizedText text) => string.Join('\u001f', text.Entries.Select(e => e.Value));
        var waves = Waves.Select(w => string.Create(CultureInfo.InvariantCulture, $"{w.Id}:{w.ClosedAt:O}"));
        return string.Join('\u001e',
        [
            Words(Organisation), Words(Place), SharedDevice.ToString(), RetiredOn?.ToString("O", CultureInfo.InvariantCulture) ?? "",
            Feedback ?? "", MovedTo ?? "", HadWave.ToString(), Open?.Id.ToString(CultureInfo.InvariantCulture) ?? "", .. waves,
            .. Services.Select(s => s.Code + Words(s.Name)), .. Successors.Select(s => s.Code + Words(s.Organisation) + Words(s.Place)),
        ]);
    }
}

public sealed record OfferedService(long Id, string Code, LocalizedText Name);

public sealed record SuccessorPoint(string Code, LocalizedText Organisation, LocalizedText Place);

/// <summary>A wave at a point.</summary>
public sealed record RespondWave
{
    public required long Id { get; init; }
    public required long VersionId { get; init; }
    public required Questionnaire Questionnaire { get; init; }
    public required bool Synthetic { get; init; }

    /// <summary>Null while it is open.</summary>
    public required DateTime? ClosedAt { get; init; }

    public bool Takes(DateTime utcNow) => !Synthetic && (ClosedAt is null || utcNow <= ClosedAt.Value + Wave.Grace);
}

internal enum PageSort
{
    Form,
    Picker,
    Thanks,

    /// <summary>A wave ran here and is over.</summary>
    Closed,

    /// <summary>No wave ran here yet.</summary>
    NotYet,

    /// <summary>A sheet arrived after its wave's last day and is not taken.</summary>
    TooLate,
    Retired,

    /// <summary>The code leads nowhere.</summary>
    Unknown,

    /// <summary>What was sent is no form of ours.</summary>
    Broken,

    /// <summary>The database is away.</summary>
    Busy,

    /// <summary>One address sends more than it may.</summary>
    Crowded,
}

internal readonly record struct PageKey(PageSort Sort, string Language, string Service, string Channel);

/// <summary>A finished page: its bytes and the headers that go with them.</summary>
internal sealed record CitizenPage(CompiledDocument Document, string Policy, int Status);
