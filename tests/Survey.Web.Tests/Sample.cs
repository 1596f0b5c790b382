using System.Security.Cryptography;
using System.Text;
using Survey.Core.Organisation;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Tests;

/// <summary>Small organisations for tests, written straight into the database.</summary>
public sealed class Sample(SurveyDbContext context)
{
    /// <summary>Folder of the shipped library.</summary>
    public static string Library { get; } = Path.Combine(AppContext.BaseDirectory, "surveys");

    public static string QuestionnaireJsonOf(string code) => File.ReadAllText(Path.Combine(Library, "questionnaires", code + ".json"));

    public static Questionnaire QuestionnaireOf(string json)
    {
        var read = QuestionnaireJson.Read(Encoding.UTF8.GetBytes(json));
        return read.Questionnaire ?? throw new InvalidOperationException(string.Join("; ", read.Problems));
    }

    public async Task<Unit> UnitAsync(string code, Unit? parent = null, UnitLevel? level = null)
    {
        var unit = new Unit
        {
            Id = RandomKey.New(),
            Code = code,
            Name = $"Đơn vị {code}",
            NameEn = $"Unit {code}",
            Level = level ?? (parent is null ? UnitLevel.Province : UnitLevel.Department),
            ParentId = parent?.Id,
            Path = $"{parent?.Path}{code}/",
            Feedback = "https://pakn.example.vn/" + code,
        };
        context.Add(unit);
        await context.SaveChangesAsync();
        return unit;
    }

    public async Task<Service> ServiceAsync(string code, Unit unit)
    {
        var service = new Service { Id = RandomKey.New(), Code = code, Name = $"Thủ tục {code}", NameEn = $"Service {code}", UnitId = unit.Id };
        context.Add(service);
        await context.SaveChangesAsync();
        return service;
    }

    public async Task<CollectionPoint> PointAsync(Unit unit, string key = "q1", bool sharedDevice = false, params Service[] services)
    {
        var point = new CollectionPoint
        {
            Id = RandomKey.New(),
            Code = ShortCode.Create(RandomNumberGenerator.GetBytes(5)),
            Key = key,
            UnitId = unit.Id,
            Name = $"Quầy {key}",
            NameEn = $"Counter {key}",
            Kind = CollectionPointKind.Counter,
            SharedDevice = sharedDevice,
        };
        context.Add(point);
        context.AddRange(services.Select((s, i) => new CollectionPointService { CollectionPointId = point.Id, ServiceId = s.Id, Position = i }));
        await context.SaveChangesAsync();
        return point;
    }

    public async Task<QuestionnaireVersion> VersionAsync(Unit unit, string json)
    {
        var questionnaire = QuestionnaireOf(json);
        var stored = new StoredQuestionnaire
        {
            Id = RandomKey.New(),
            Code = questionnaire.Code,
            UnitId = unit.Id,
            Draft = json,
            ChangedAt = DateTime.UtcNow,
        };
        var version = new QuestionnaireVersion
        {
            Id = RandomKey.New(),
            QuestionnaireId = stored.Id,
            Number = 1,
            Json = json,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))),
            PublishedAt = DateTime.UtcNow,
        };
        context.AddRange(stored, version);
        await context.SaveChangesAsync();
        return version;
    }

    public async Task<Wave> OpenWaveAsync(QuestionnaireVersion version, Unit unit, params CollectionPoint[] points)
    {
        var wave = new Wave
        {
            Id = RandomKey.New(),
            Name = "Đợt thử",
            NameEn = "Test wave",
            VersionId = version.Id,
            UnitId = unit.Id,
            State = WaveState.Open,
            Sampling = SamplingMode.Convenience,
            OpenedAt = DateTime.UtcNow,
        };
        context.Add(wave);
        context.AddRange(points.Select(p => new WavePoint { WaveId = wave.Id, CollectionPointId = p.Id }));
        context.AddRange(points.Select(p => new OpenPoint { WaveId = wave.Id, CollectionPointId = p.Id }));
        await context.SaveChangesAsync();
        return wave;
    }

    public async Task<Ticket> TicketAsync(Unit unit, DateOnly? receivedOn = null, DateOnly? dueOn = null)
    {
        var day = receivedOn ?? DateOnly.FromDateTime(DateTime.UtcNow);
        var ticket = new Ticket { Id = RandomKey.New(), UnitId = unit.Id, Channel = TicketChannel.Hotline, Subject = "Chờ lâu", Text = "Chờ từ sáng tới trưa", ReceivedOn = day, DueOn = dueOn ?? day.AddDays(14) };
        context.Add(ticket);
        await context.SaveChangesAsync();
        return ticket;
    }

    public async Task<ReportPack> PackAsync(Unit unit, QuestionnaireVersion version, string period = "2026-q3")
    {
        var code = QuestionnaireOf(version.Json).Code;
        var pack = new ReportPack { Id = RandomKey.New(), UnitId = unit.Id, PeriodCode = period, QuestionnaireCode = code, Language = "vi", RequestedAt = DateTime.UtcNow, State = PackState.Done, Ready = 1, Wanted = 1 };
        context.Add(pack);
        context.Add(new ReportFile { PackId = pack.Id, Name = "bao-cao.txt", ContentType = "text/plain", Content = [1] });
        await context.SaveChangesAsync();
        return pack;
    }

    public async Task<StoredScoreSheet> ScoreSheetAsync(Unit unit, StoredScoringScheme scheme, string period)
    {
        var sheet = new StoredScoreSheet { Id = RandomKey.New(), UnitId = unit.Id, PeriodCode = period, SchemeId = scheme.Id, Number = 1, CreatedBy = 1, CreatedAt = DateTime.UtcNow };
        context.Add(sheet);
        await context.SaveChangesAsync();
        return sheet;
    }

    public async Task<Remedy> RemedyAsync(Unit unit, QuestionnaireVersion version, DateOnly? dueOn = null, string period = "2026-q3")
    {
        var remedy = new Remedy
        {
            Id = RandomKey.New(),
            UnitId = unit.Id,
            QuestionnaireId = version.QuestionnaireId,
            IndexCode = QuestionnaireOf(version.Json).Indices[0].Code,
            Part = "",
            PeriodCode = period,
            Finding = "Thấp",
            Action = "Thêm một bàn tiếp nhận",
            Owner = "Bộ phận một cửa",
            DueOn = dueOn ?? DateOnly.FromDateTime(DateTime.UtcNow).AddDays(30),
            CreatedBy = 1,
            CreatedAt = DateTime.UtcNow,
        };
        context.Add(remedy);
        await context.SaveChangesAsync();
        return remedy;
    }

    /// <summary>A token of a program; <paramref name="text"/> is what it shows.</summary>
    public async Task<ApiToken> TokenAsync(Unit unit, string? text = null, string scopes = "results scoring snapshots", DateOnly? lastDay = null)
    {
        var id = RandomKey.New();
        var token = new ApiToken
        {
            Id = id,
            Name = $"Phần mềm {unit.Code}",
            Hash = Api.ProgramToken.HashOf(text ?? Api.ProgramToken.New(id)),
            UnitId = unit.Id,
            Scopes = scopes,
            LastDay = lastDay ?? DateOnly.FromDateTime(DateTime.UtcNow).AddDays(30),
            CreatedBy = 1,
            CreatedAt = DateTime.UtcNow,
        };
        context.Add(token);
        await context.SaveChangesAsync();
        return token;
    }

    /// <summary>A receiver of the unit's files with one that was given up.</summary>
    public async Task<Delivery> DeliveryAsync(Unit unit)
    {
        var receiver = new Receiver { Id = RandomKey.New(), Name = $"Nơi nhận {unit.Code}", Address = "https://nhan.example.vn/" + unit.Code, UnitId = unit.Id, CreatedBy = 1, CreatedAt = DateTime.UtcNow };
        var delivery = new Delivery
        {
            Id = RandomKey.New(),
            ReceiverId = receiver.Id,
            IdempotencyKey = $"par_s2.1.{unit.Code}.2026-q3.1.{receiver.Id}",
            Payload = "{}"u8.ToArray(),
            State = DeliveryState.Dead,
            CreatedAt = DateTime.UtcNow,
            NextAttemptAt = DateTime.UtcNow,
            Attempts = 12,
            LastError = "timeout",
        };
        context.AddRange(receiver, delivery);
        await context.SaveChangesAsync();
        return delivery;
    }
}
