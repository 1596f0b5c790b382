namespace Survey.Web.Api;

/// <summary>A unit of the organisation.</summary>
/// <param name="Identifier">The unit's official identifier (mã định danh).</param>
/// <param name="Level">province, department, room, affiliated or commune.</param>
/// <param name="Parent">Code of the unit above; null at the top.</param>
/// <param name="ValidTo">Its last day; successors take over.</param>
public sealed record ApiUnit(
    string Code, string? Identifier, string Name, string NameEn, string Level, string? Parent, string? PeerGroup,
    DateOnly? ValidFrom, DateOnly? ValidTo, IReadOnlyList<string> Predecessors, IReadOnlyList<string> Successors);

/// <summary>A reporting period: its days are inclusive.</summary>
/// <param name="Predecessor">Code of the period it is compared with.</param>
public sealed record ApiPeriod(
    string Code, string Template, int Year, string Name, string NameEn, DateOnly First, DateOnly Last, DateOnly? DueInternal, DateOnly? DueExternal, string? Predecessor);

/// <summary>A questionnaire that is or was out at the counters of the token's units.</summary>
/// <param name="LatestVersion">The number of its latest version.</param>
public sealed record ApiQuestionnaire(string Code, string Title, string TitleEn, int LatestVersion, IReadOnlyList<ApiIndex> Indices);

/// <summary>How an index is made; the words are those of the questionnaire format.</summary>
/// <param name="MinimumBase">Below so many responses there is no figure.</param>
public sealed record ApiIndex(
    string Code, string Title, string TitleEn, string Method, int MethodVersion, string Composite, string Factor, string RollUp, int MinimumBase,
    IReadOnlyList<ApiDimension> Dimensions);

public sealed record ApiDimension(string Code, string Title, string TitleEn, decimal Weight);

/// <summary>One index of a unit in a period, as its page shows it. A figure that is null is hidden or empty, and nobody can tell which.</summary>
/// <param name="Versions">Numbers of the versions whose responses are in.</param>
/// <param name="Sampling">Sampling modes of the responses.</param>
/// <param name="Describes">What the intervals speak of: population, or the responses alone.</param>
/// <param name="Synthetic">Whether made-up responses are in.</param>
/// <param name="Closed">The snapshot that the figures come from; null while the period is open.</param>
/// <param name="Units">Direct children.</param>
public sealed record ApiResult(
    string Unit, string Period, string Questionnaire, IReadOnlyList<int> Versions, ApiIndex Index, IReadOnlyList<string> Sampling, string Describes, bool Synthetic, ApiClosed? Closed,
    ApiRow Overall, IReadOnlyList<ApiRow> Dimensions, IReadOnlyList<ApiRow> Services, IReadOnlyList<ApiRow> Units);

/// <param name="Snapshot">Its id; a program bound to a unit below the one that closed does not read it.</param>
/// <param name="Unit">Code of the unit that closed the period, for itself and all below it.</param>
public sealed record ApiClosed(string Snapshot, string Unit, int Number, DateTime ClosedAt);

/// <summary>A figure of the whole, a dimension, a service or a unit.</summary>
public sealed record ApiRow(string Code, string Name, string NameEn, ApiFigure? Figure, ApiTarget? Target);

/// <param name="Value">Index points, rounded once to two decimals.</param>
/// <param name="Low">Lower bound of the 95% interval; null where there is none.</param>
/// <param name="High">Its upper bound.</param>
/// <param name="Base">Responses with a valid answer.</param>
public sealed record ApiFigure(decimal Value, decimal? Low, decimal? High, long Base);

/// <param name="Operator">≥ or >.</param>
/// <param name="Met">Whether the unrounded index meets it; null without a figure.</param>
public sealed record ApiTarget(string Operator, decimal Value, bool? Met);

/// <summary>A scoring scheme; the address of a scoring file names its code.</summary>
public sealed record ApiScheme(string Code, int Version, DateOnly EffectiveFrom, DateOnly? EffectiveTo);

/// <summary>What a closing froze. Its files never change; a correction is a new snapshot with the next number.</summary>
/// <param name="Reason">Why the closed period was corrected; empty in the first.</param>
/// <param name="KeyId">Which key signed the manifest.</param>
public sealed record ApiSnapshot(
    string Id, string Unit, string Period, int Number, string Reason, DateTime MadeAt, string KeyId, IReadOnlyList<ApiFile> Files);

/// <param name="Size">Bytes.</param>
public sealed record ApiFile(string Name, long Size);

/// <summary>A public key by which manifests and deliveries are verified: ECDSA over P-256 with SHA-256, DER.</summary>
/// <param name="Pem">SubjectPublicKeyInfo.</param>
public sealed record ApiKey(string Id, string Pem, DateTime CreatedAt);
