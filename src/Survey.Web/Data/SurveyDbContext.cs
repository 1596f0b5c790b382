using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data;

/// <summary>The one model of both databases; the derived contexts hold only their provider's migrations.</summary>
public abstract class SurveyDbContext(DbContextOptions options) : IdentityUserContext<Account, long>(options)
{
    public DbSet<Unit> Units => Set<Unit>();
    public DbSet<UnitSuccession> UnitSuccessions => Set<UnitSuccession>();
    public DbSet<Service> Services => Set<Service>();
    public DbSet<CollectionPoint> CollectionPoints => Set<CollectionPoint>();
    public DbSet<CollectionPointService> CollectionPointServices => Set<CollectionPointService>();
    public DbSet<StoredQuestionnaire> Questionnaires => Set<StoredQuestionnaire>();
    public DbSet<QuestionnaireVersion> QuestionnaireVersions => Set<QuestionnaireVersion>();
    public DbSet<DraftRevision> DraftRevisions => Set<DraftRevision>();
    public DbSet<Approval> Approvals => Set<Approval>();
    public DbSet<BankEntry> BankEntries => Set<BankEntry>();
    public DbSet<BroughtIn> BroughtIn => Set<BroughtIn>();
    public DbSet<TestLink> TestLinks => Set<TestLink>();
    public DbSet<TestAnswer> TestAnswers => Set<TestAnswer>();
    public DbSet<Wave> Waves => Set<Wave>();
    public DbSet<WavePoint> WavePoints => Set<WavePoint>();
    public DbSet<OpenPoint> OpenPoints => Set<OpenPoint>();
    public DbSet<SurveyResponse> SurveyResponses => Set<SurveyResponse>();
    public DbSet<SubmissionKey> SubmissionKeys => Set<SubmissionKey>();
    public DbSet<PendingFold> PendingFolds => Set<PendingFold>();
    public DbSet<Comment> Comments => Set<Comment>();
    public DbSet<TallyCell> TallyCells => Set<TallyCell>();
    public DbSet<TallyState> TallyStates => Set<TallyState>();
    public DbSet<StoredPeriod> Periods => Set<StoredPeriod>();
    public DbSet<Target> Targets => Set<Target>();
    public DbSet<TransactionCount> TransactionCounts => Set<TransactionCount>();
    public DbSet<StoredScoringScheme> ScoringSchemes => Set<StoredScoringScheme>();
    public DbSet<SamplePlan> SamplePlans => Set<SamplePlan>();
    public DbSet<SampleQuota> SampleQuotas => Set<SampleQuota>();
    public DbSet<OutsideIndex> OutsideIndices => Set<OutsideIndex>();
    public DbSet<OutsideValue> OutsideValues => Set<OutsideValue>();
    public DbSet<CriterionValue> CriterionValues => Set<CriterionValue>();
    public DbSet<WeightSet> WeightSets => Set<WeightSet>();
    public DbSet<DayCell> DayCells => Set<DayCell>();
    public DbSet<CommentTag> CommentTags => Set<CommentTag>();
    public DbSet<CommentTagging> CommentTaggings => Set<CommentTagging>();
    public DbSet<Ticket> Tickets => Set<Ticket>();
    public DbSet<TicketStep> TicketSteps => Set<TicketStep>();
    public DbSet<ContactRequest> ContactRequests => Set<ContactRequest>();
    public DbSet<Remedy> Remedies => Set<Remedy>();
    public DbSet<Alert> Alerts => Set<Alert>();
    public DbSet<AlertSubscription> AlertSubscriptions => Set<AlertSubscription>();
    public DbSet<OutgoingMail> OutgoingMails => Set<OutgoingMail>();
    public DbSet<PublicPage> PublicPages => Set<PublicPage>();
    public DbSet<Release> Releases => Set<Release>();
    public DbSet<PeriodClosing> PeriodClosings => Set<PeriodClosing>();
    public DbSet<PeriodSnapshot> Snapshots => Set<PeriodSnapshot>();
    public DbSet<SnapshotFile> SnapshotFiles => Set<SnapshotFile>();
    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();
    public DbSet<StoredPeriodTemplate> PeriodTemplates => Set<StoredPeriodTemplate>();
    public DbSet<DayOff> DaysOff => Set<DayOff>();
    public DbSet<DueReminder> DueReminders => Set<DueReminder>();
    public DbSet<StoredScoreSheet> ScoreSheets => Set<StoredScoreSheet>();
    public DbSet<ScoreInput> ScoreInputs => Set<ScoreInput>();
    public DbSet<ScoreLine> ScoreLines => Set<ScoreLine>();
    public DbSet<EvidenceFile> EvidenceFiles => Set<EvidenceFile>();
    public DbSet<ReportPack> ReportPacks => Set<ReportPack>();
    public DbSet<ReportFile> ReportFiles => Set<ReportFile>();
    public DbSet<PackSchedule> PackSchedules => Set<PackSchedule>();
    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();
    public DbSet<ApiAccess> ApiAccesses => Set<ApiAccess>();
    public DbSet<Receiver> Receivers => Set<Receiver>();
    public DbSet<Delivery> Deliveries => Set<Delivery>();
    public DbSet<Grant> Grants => Set<Grant>();
    public DbSet<SetupCode> SetupCodes => Set<SetupCode>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<StoredKey> StoredKeys => Set<StoredKey>();
    public DbSet<Setting> Settings => Set<Setting>();
    public DbSet<VisitCount> VisitCounts => Set<VisitCount>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<IdentityUserClaim<long>>().ToTable("AccountClaims");
        builder.Entity<IdentityUserLogin<long>>().ToTable("AccountLogins");
        builder.Entity<IdentityUserToken<long>>().ToTable("AccountTokens");
        builder.ApplyConfigurationsFromAssembly(typeof(SurveyDbContext).Assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
}
