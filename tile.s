	.file	"<string>"
	.section	.rodata,"a",@progbits
	.p2align	6, 0x0
.LCPI0_0:
	.long	0
	.long	1
	.long	2
	.long	3
	.long	4
	.long	5
	.long	6
	.long	7
	.long	8
	.long	9
	.long	10
	.long	11
	.long	12
	.long	13
	.long	14
	.long	15
	.section	.rodata.cst4,"aM",@progbits,4
	.p2align	2, 0x0
.LCPI0_1:
	.long	0x7fc00000
	.section	.ltext,"axl",@progbits
	.globl	_ZN4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx
	.p2align	4
	.type	_ZN4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx,@function
_ZN4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx:
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$2488, %rsp
	movq	2560(%rsp), %rbx
	movq	2544(%rsp), %rsi
	movq	%rcx, 400(%rsp)
	movq	%rdi, 648(%rsp)
	movq	%r9, 208(%rsp)
	testq	%rdx, %rdx
	je	.LBB0_8
	cmpq	$1, %rdx
	je	.LBB0_15
	leaq	-1(%rsi), %rax
	cmpq	$3, %rdx
	jne	.LBB0_3
	xorl	%ecx, %ecx
	testq	%rsi, %rsi
	movl	$9, %edx
	movl	$12, %ebp
	movl	$13, %r13d
	movl	$14, %r12d
	movl	$15, %r15d
	movl	$16, %r14d
	movl	$17, %ebx
	movl	$18, %r11d
	movl	$19, %r10d
	movl	$20, %r9d
	movl	$21, %edi
	cmovleq	%rax, %rcx
	cmpq	$2, %rsi
	movq	%rcx, 24(%rsp)
	movl	$1, %ecx
	cmovlq	%rax, %rcx
	movq	%rcx, -32(%rsp)
	movl	$2, %ecx
	cmovleq	%rax, %rcx
	cmpq	$4, %rsi
	movq	%rcx, -40(%rsp)
	movl	$3, %ecx
	cmovlq	%rax, %rcx
	movq	%rcx, -48(%rsp)
	movl	$4, %ecx
	cmovleq	%rax, %rcx
	cmpq	$6, %rsi
	movq	%rcx, -56(%rsp)
	movl	$5, %ecx
	cmovlq	%rax, %rcx
	movq	%rcx, (%rsp)
	movl	$6, %ecx
	cmovleq	%rax, %rcx
	cmpq	$8, %rsi
	movq	%rcx, -8(%rsp)
	movl	$7, %ecx
	cmovlq	%rax, %rcx
	movq	%rcx, -16(%rsp)
	movl	$8, %ecx
	cmovleq	%rax, %rcx
	cmpq	$10, %rsi
	movq	%rcx, -24(%rsp)
	movl	$10, %ecx
	cmovlq	%rax, %rdx
	cmovleq	%rax, %rcx
	cmpq	$12, %rsi
	movq	%rdx, 64(%rsp)
	movq	%rcx, 16(%rsp)
	movl	$11, %ecx
	cmovleq	%rax, %rbp
	cmovlq	%rax, %rcx
	cmpq	$14, %rsi
	cmovlq	%rax, %r13
	cmovleq	%rax, %r12
	cmpq	$16, %rsi
	movq	%rcx, 40(%rsp)
	movl	$22, %ecx
	cmovlq	%rax, %r15
	cmovleq	%rax, %r14
	cmpq	$18, %rsi
	cmovlq	%rax, %rbx
	cmovleq	%rax, %r11
	cmpq	$20, %rsi
	cmovlq	%rax, %r10
	cmovleq	%rax, %r9
	cmpq	$22, %rsi
	cmovlq	%rax, %rdi
	cmovleq	%rax, %rcx
	cmpq	$24, %rsi
	movl	$23, %esi
	cmovlq	%rax, %rsi
	movq	24(%rsp), %rax
	imulq	%r8, %rdx
	movq	%rdx, 96(%rsp)
	movq	%rbx, %rdx
	imulq	%r8, %rdx
	imulq	%r8, %rax
	movq	%rdx, 992(%rsp)
	movq	2584(%rsp), %rdx
	movq	%rax, 656(%rsp)
	movq	-32(%rsp), %rax
	imulq	%r8, %rax
	movq	%rax, -104(%rsp)
	movq	-40(%rsp), %rax
	imulq	%r8, %rax
	movq	%rax, -80(%rsp)
	movq	-48(%rsp), %rax
	imulq	%r8, %rax
	movq	%rax, 928(%rsp)
	movq	-56(%rsp), %rax
	imulq	%r8, %rax
	movq	%rax, 864(%rsp)
	movq	(%rsp), %rax
	imulq	%r8, %rax
	movq	%rax, -64(%rsp)
	movq	-8(%rsp), %rax
	imulq	%r8, %rax
	movq	%rax, -120(%rsp)
	movq	-16(%rsp), %rax
	imulq	%r8, %rax
	movq	%rax, 32(%rsp)
	movq	-24(%rsp), %rax
	imulq	%r8, %rax
	movq	%rax, 88(%rsp)
	movq	16(%rsp), %rax
	imulq	%r8, %rax
	movq	%rax, -96(%rsp)
	movq	40(%rsp), %rax
	imulq	%r8, %rax
	movq	%rax, 1248(%rsp)
	movq	%rbp, %rax
	imulq	%r8, %rax
	movq	%rax, -72(%rsp)
	movq	%r13, %rax
	imulq	%r8, %rax
	movq	%rax, 1184(%rsp)
	movq	%r12, %rax
	imulq	%r8, %rax
	movq	%rax, 1120(%rsp)
	movq	%r15, %rax
	imulq	%r8, %rax
	movq	%rax, 800(%rsp)
	movq	%r14, %rax
	imulq	%r8, %rax
	movq	%rax, 1056(%rsp)
	movq	%r11, %rax
	imulq	%r8, %rax
	movq	%rax, -128(%rsp)
	movq	%r8, %rax
	movq	%r10, %r8
	imulq	%rax, %r8
	movq	%r8, -88(%rsp)
	movq	%r9, %r8
	imulq	%rax, %r8
	movq	%r8, 720(%rsp)
	movq	%rdi, %r8
	imulq	%rax, %r8
	movq	%r8, 8(%rsp)
	movq	%rcx, %r8
	imulq	%rax, %r8
	imulq	%rsi, %rax
	movq	%r8, -112(%rsp)
	movq	%rax, 184(%rsp)
	movq	2568(%rsp), %rax
	movq	24(%rsp), %r8
	imulq	%rax, %r8
	imulq	%rax, %rbp
	imulq	%rax, %r13
	imulq	%rax, %r12
	imulq	%rax, %r15
	imulq	%rax, %r14
	imulq	%rax, %rbx
	imulq	%rax, %r11
	imulq	%rax, %r10
	imulq	%rax, %r9
	imulq	%rax, %rdi
	imulq	%rax, %rcx
	imulq	%rax, %rsi
	movq	%r8, 24(%rsp)
	movq	-32(%rsp), %r8
	movq	%rcx, 624(%rsp)
	movabsq	$.LCPI0_0, %rcx
	movq	%r13, 128(%rsp)
	leaq	3(%rdx), %r13
	movq	%rbp, 136(%rsp)
	movq	%r12, 120(%rsp)
	movq	%r15, 112(%rsp)
	movq	%r14, 104(%rsp)
	movq	%rbx, 160(%rsp)
	movq	%r11, 216(%rsp)
	movq	%r10, 1328(%rsp)
	movq	%r9, 608(%rsp)
	movq	%rdi, 600(%rsp)
	movq	%rsi, 616(%rsp)
	imulq	%rax, %r8
	movq	%r8, -32(%rsp)
	movq	-40(%rsp), %r8
	imulq	%rax, %r8
	movq	%r8, -40(%rsp)
	movq	-48(%rsp), %r8
	imulq	%rax, %r8
	movq	%r8, -48(%rsp)
	movq	-56(%rsp), %r8
	imulq	%rax, %r8
	movq	%r8, -56(%rsp)
	movq	(%rsp), %r8
	imulq	%rax, %r8
	movq	%r8, (%rsp)
	movq	-8(%rsp), %r8
	imulq	%rax, %r8
	movq	%r8, -8(%rsp)
	movq	-16(%rsp), %r8
	imulq	%rax, %r8
	movq	%r8, -16(%rsp)
	movq	-24(%rsp), %r8
	imulq	%rax, %r8
	movq	%r8, -24(%rsp)
	movq	64(%rsp), %r8
	imulq	%rax, %r8
	movq	%r8, 64(%rsp)
	movq	16(%rsp), %r8
	imulq	%rax, %r8
	movq	%r8, 16(%rsp)
	movq	40(%rsp), %r8
	imulq	%rax, %r8
	movq	2576(%rsp), %rax
	testq	%rdx, %rdx
	cmovnsq	%rdx, %r13
	andq	$-4, %r13
	movq	%r8, 40(%rsp)
	vpbroadcastd	%eax, %zmm0
	vpcmpgtd	(%rcx), %zmm0, %k1
	jle	.LBB0_23
	movq	208(%rsp), %rax
	movq	-64(%rsp), %rcx
	movq	864(%rsp), %rdx
	movq	928(%rsp), %rsi
	movq	-104(%rsp), %r15
	movq	88(%rsp), %r12
	movq	-80(%rsp), %rbx
	movq	656(%rsp), %r14
	movq	32(%rsp), %r11
	movq	96(%rsp), %rbp
	movq	-88(%rsp), %r10
	movq	-120(%rsp), %r9
	vpxor	%xmm0, %xmm0, %xmm0
	vxorps	%xmm1, %xmm1, %xmm1
	vxorps	%xmm2, %xmm2, %xmm2
	vxorps	%xmm3, %xmm3, %xmm3
	vxorps	%xmm4, %xmm4, %xmm4
	vxorps	%xmm5, %xmm5, %xmm5
	vxorps	%xmm6, %xmm6, %xmm6
	vxorps	%xmm7, %xmm7, %xmm7
	vxorps	%xmm8, %xmm8, %xmm8
	vxorps	%xmm9, %xmm9, %xmm9
	vxorps	%xmm10, %xmm10, %xmm10
	vxorps	%xmm11, %xmm11, %xmm11
	vxorps	%xmm12, %xmm12, %xmm12
	vxorps	%xmm13, %xmm13, %xmm13
	vxorps	%xmm14, %xmm14, %xmm14
	vxorps	%xmm15, %xmm15, %xmm15
	vxorps	%xmm16, %xmm16, %xmm16
	vxorps	%xmm17, %xmm17, %xmm17
	vxorps	%xmm18, %xmm18, %xmm18
	vxorps	%xmm19, %xmm19, %xmm19
	vxorps	%xmm20, %xmm20, %xmm20
	vxorps	%xmm21, %xmm21, %xmm21
	vxorps	%xmm22, %xmm22, %xmm22
	vxorps	%xmm23, %xmm23, %xmm23
	leaq	(%rax,%rax,2), %r8
	leaq	(%rcx,%r8), %rcx
	movq	%rcx, 176(%rsp)
	leaq	(%rdx,%r8), %rcx
	leaq	(%rbx,%r8), %rdx
	movq	%rcx, 168(%rsp)
	leaq	(%rsi,%r8), %rcx
	leaq	(%r15,%r8), %rsi
	movq	%rdx, 392(%rsp)
	leaq	(%r14,%r8), %rdx
	movq	%rsi, 384(%rsp)
	movq	-120(%rsp), %rsi
	movq	%rcx, 192(%rsp)
	movq	%rdx, 376(%rsp)
	leaq	(%r11,%r8), %rdx
	movq	%rdx, 360(%rsp)
	leaq	(%rbp,%r8), %rdx
	movq	%rdx, 344(%rsp)
	movq	1248(%rsp), %rdx
	leaq	(%rsi,%r8), %rcx
	leaq	(%r12,%r8), %rsi
	movq	%rsi, 352(%rsp)
	movq	-96(%rsp), %rsi
	movq	%rcx, 368(%rsp)
	leaq	(%rdx,%r8), %rdx
	movq	%rdx, 328(%rsp)
	leaq	(%rsi,%r8), %rcx
	movq	-72(%rsp), %rsi
	movq	%rcx, 336(%rsp)
	leaq	(,%rax,4), %rcx
	movq	%rcx, 2352(%rsp)
	leaq	(%r15,%rax,2), %rcx
	leaq	(%rax,%r15), %r15
	movq	%r15, 536(%rsp)
	leaq	(%rsi,%r8), %rdx
	movq	1120(%rsp), %rsi
	movq	%rcx, 2224(%rsp)
	movq	%rdx, 320(%rsp)
	movq	1184(%rsp), %rdx
	leaq	(%rdx,%r8), %rdx
	movq	%rdx, 312(%rsp)
	leaq	(%rsi,%r8), %rdx
	movq	%rdx, 304(%rsp)
	movq	800(%rsp), %rdx
	leaq	(%rdx,%r8), %rsi
	movq	992(%rsp), %rdx
	movq	%rsi, 296(%rsp)
	movq	1056(%rsp), %rsi
	leaq	(%rsi,%r8), %rdi
	movq	-128(%rsp), %rsi
	movq	%rdi, 288(%rsp)
	leaq	(%rdx,%r8), %rdi
	movq	720(%rsp), %rdx
	movq	%rdi, 280(%rsp)
	leaq	(%rsi,%r8), %rdi
	movq	8(%rsp), %rsi
	movq	%rdi, 272(%rsp)
	leaq	(%r10,%r8), %rdi
	movq	%rdi, 264(%rsp)
	leaq	(%rdx,%r8), %rdi
	movq	-112(%rsp), %rdx
	movq	%rdi, 256(%rsp)
	leaq	(%rsi,%r8), %rdi
	movq	%rdi, 248(%rsp)
	leaq	(%rdx,%r8), %rdi
	leaq	(%r14,%rax,2), %rdx
	movq	%rbx, %r14
	addq	184(%rsp), %r8
	addq	%rax, %r14
	movq	%rdi, 2416(%rsp)
	movq	%r14, 528(%rsp)
	movq	%rdx, 2288(%rsp)
	leaq	(%rbx,%rax,2), %rdx
	movq	-64(%rsp), %rbx
	movq	%rdx, 2160(%rsp)
	movq	928(%rsp), %rdx
	movq	%r8, 152(%rsp)
	movq	1248(%rsp), %r8
	leaq	(%rbx,%rax,2), %rdi
	leaq	(%rdx,%rax,2), %rcx
	movq	%rdi, 1968(%rsp)
	leaq	(%r11,%rax,2), %rdi
	leaq	(%rax,%rdx), %rdx
	leaq	(%r8,%rax,2), %r8
	movq	%rdx, 520(%rsp)
	leaq	(%rax,%rbx), %rdx
	movq	%rcx, 2096(%rsp)
	movq	864(%rsp), %rcx
	movq	%rdi, 1840(%rsp)
	leaq	(%rbp,%rax,2), %rdi
	movq	%rdx, 504(%rsp)
	leaq	(%rax,%r11), %rdx
	movq	%r8, 1584(%rsp)
	movq	%rdx, 488(%rsp)
	leaq	(%rax,%rbp), %rdx
	movq	%rdi, 1712(%rsp)
	movq	-72(%rsp), %rdi
	movq	%rdx, 472(%rsp)
	movq	-96(%rsp), %rdx
	leaq	(%rcx,%rax,2), %rsi
	leaq	(%rax,%rcx), %rcx
	movq	%rcx, 512(%rsp)
	leaq	(%rax,%r9), %rcx
	movq	%rsi, 2032(%rsp)
	leaq	(%r9,%rax,2), %rsi
	leaq	(%rdi,%rax,2), %r8
	movq	1120(%rsp), %rdi
	movq	%rcx, 496(%rsp)
	leaq	(%rax,%r12), %rcx
	movq	%rcx, 480(%rsp)
	leaq	(%rax,%rdx), %rcx
	movq	%rsi, 1904(%rsp)
	leaq	(%r12,%rax,2), %rsi
	movq	%r8, 1520(%rsp)
	movq	%rcx, 464(%rsp)
	movq	1248(%rsp), %rcx
	movq	%rsi, 1776(%rsp)
	movq	-96(%rsp), %rsi
	leaq	(%rax,%rdi), %r15
	movq	%r15, 432(%rsp)
	movq	%r11, %r15
	movq	%rdx, %r11
	movq	2552(%rsp), %rdx
	leaq	(%rax,%rcx), %rcx
	movq	%rcx, 456(%rsp)
	leaq	(%rsi,%rax,2), %rsi
	movq	%rsi, 1648(%rsp)
	movq	1184(%rsp), %rsi
	leaq	(%rsi,%rax,2), %r8
	leaq	(%rax,%rsi), %r14
	movq	%r14, 440(%rsp)
	movq	%r8, 240(%rsp)
	leaq	(%rdi,%rax,2), %r8
	movq	%r8, 232(%rsp)
	movq	800(%rsp), %r8
	leaq	(%r8,%rax,2), %r8
	movq	%r8, 1456(%rsp)
	movq	1056(%rsp), %r8
	leaq	(%r8,%rax,2), %r8
	movq	%r8, 224(%rsp)
	movq	992(%rsp), %r8
	leaq	(%r8,%rax,2), %r8
	movq	%r8, 1392(%rsp)
	movq	-128(%rsp), %r8
	leaq	(%r8,%rax,2), %r8
	movq	%r8, 592(%rsp)
	leaq	(%r10,%rax,2), %r8
	movq	720(%rsp), %r10
	movq	%r8, 584(%rsp)
	leaq	(%r10,%rax,2), %r8
	movq	8(%rsp), %r10
	movq	%r8, 576(%rsp)
	leaq	(%r10,%rax,2), %r8
	leaq	(%rax,%r10), %r14
	movq	%r14, 48(%rsp)
	movq	%r9, %r14
	movq	%rbp, %r9
	xorl	%ebp, %ebp
	movq	%r8, 568(%rsp)
	movq	-112(%rsp), %r8
	leaq	(%r8,%rax,2), %r8
	movq	%r8, 560(%rsp)
	movq	184(%rsp), %r8
	leaq	(%r8,%rax,2), %r8
	movq	%r8, 552(%rsp)
	movq	656(%rsp), %r8
	addq	%rax, %r8
	movq	%r8, 544(%rsp)
	movq	-72(%rsp), %r8
	leaq	(%rax,%r8), %rcx
	movq	%rcx, 448(%rsp)
	movq	800(%rsp), %rcx
	leaq	(%rax,%rcx), %rcx
	movq	%rcx, 424(%rsp)
	movq	1056(%rsp), %rcx
	leaq	(%rax,%rcx), %rcx
	movq	%rcx, 416(%rsp)
	movq	992(%rsp), %rcx
	leaq	(%rax,%rcx), %rcx
	movq	%rcx, 408(%rsp)
	movq	-128(%rsp), %rcx
	leaq	(%rax,%rcx), %rcx
	movq	%rcx, 200(%rsp)
	movq	-88(%rsp), %rcx
	leaq	(%rax,%rcx), %rcx
	movq	%rcx, 144(%rsp)
	movq	720(%rsp), %rcx
	addq	%rax, %rcx
	movq	%rcx, 56(%rsp)
	movq	-112(%rsp), %rcx
	addq	%rax, %rcx
	movq	%rcx, 80(%rsp)
	movq	184(%rsp), %rcx
	addq	%rcx, %rax
	movq	%r8, %rcx
	movq	%rax, 72(%rsp)
	movq	400(%rsp), %rax
	.p2align	4
.LBB0_34:
	movq	656(%rsp), %r8
	vmovups	(%rdx), %zmm27
	vmovups	64(%rdx), %zmm26
	vmovups	128(%rdx), %zmm25
	vmovups	192(%rdx), %zmm24
	addq	$4, %rbp
	addq	$256, %rdx
	vfmadd231ps	(%rbx,%rax){1to16}, %zmm27, %zmm18
	vfmadd231ps	(%r14,%rax){1to16}, %zmm27, %zmm17
	vfmadd231ps	(%r15,%rax){1to16}, %zmm27, %zmm16
	vfmadd231ps	(%r12,%rax){1to16}, %zmm27, %zmm15
	vfmadd231ps	(%r9,%rax){1to16}, %zmm27, %zmm14
	vfmadd231ps	(%r11,%rax){1to16}, %zmm27, %zmm13
	vfmadd231ps	(%r10,%rax){1to16}, %zmm27, %zmm2
	vfmadd231ps	(%r8,%rax){1to16}, %zmm27, %zmm23
	movq	-104(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm27, %zmm22
	movq	-80(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm27, %zmm21
	movq	928(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm27, %zmm20
	movq	864(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm27, %zmm19
	movq	%rdi, %r8
	movq	%rsi, %rdi
	movq	%rcx, %rsi
	movq	1248(%rsp), %rcx
	vfmadd231ps	(%r8,%rax){1to16}, %zmm27, %zmm9
	vfmadd231ps	(%rcx,%rax){1to16}, %zmm27, %zmm12
	movq	%rsi, %rcx
	movq	%rdi, %rsi
	movq	%r8, %rdi
	movq	800(%rsp), %r8
	vfmadd231ps	(%rcx,%rax){1to16}, %zmm27, %zmm11
	vfmadd231ps	(%rsi,%rax){1to16}, %zmm27, %zmm10
	vfmadd231ps	(%r8,%rax){1to16}, %zmm27, %zmm8
	movq	1056(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm27, %zmm7
	movq	992(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm27, %zmm6
	movq	-128(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm27, %zmm5
	movq	-88(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm27, %zmm4
	movq	720(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm27, %zmm3
	movq	-112(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm27, %zmm1
	movq	184(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm27, %zmm0
	movq	544(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm26, %zmm23
	movq	536(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm26, %zmm22
	movq	528(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm26, %zmm21
	movq	520(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm26, %zmm20
	movq	512(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm26, %zmm19
	movq	504(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm26, %zmm18
	movq	496(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm26, %zmm17
	movq	488(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm26, %zmm16
	movq	480(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm26, %zmm15
	movq	472(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm26, %zmm14
	movq	464(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm26, %zmm13
	movq	456(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm26, %zmm12
	movq	448(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm26, %zmm11
	movq	440(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm26, %zmm10
	movq	432(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm26, %zmm9
	movq	424(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm26, %zmm8
	movq	416(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm26, %zmm7
	movq	408(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm26, %zmm6
	movq	200(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm26, %zmm5
	movq	144(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm26, %zmm4
	movq	56(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm26, %zmm3
	movq	48(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm26, %zmm2
	movq	80(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm26, %zmm1
	movq	72(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm26, %zmm0
	movq	2288(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm25, %zmm23
	movq	2224(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm25, %zmm22
	movq	2160(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm25, %zmm21
	movq	2096(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm25, %zmm20
	movq	2032(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm25, %zmm19
	movq	1968(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm25, %zmm18
	movq	1904(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm25, %zmm17
	movq	1840(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm25, %zmm16
	movq	1776(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm25, %zmm15
	movq	1712(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm25, %zmm14
	movq	1648(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm25, %zmm13
	movq	1584(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm25, %zmm12
	movq	1520(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm25, %zmm11
	movq	240(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm25, %zmm10
	movq	232(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm25, %zmm9
	movq	1456(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm25, %zmm8
	movq	224(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm25, %zmm7
	movq	1392(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm25, %zmm6
	movq	592(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm25, %zmm5
	movq	584(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm25, %zmm4
	movq	576(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm25, %zmm3
	movq	568(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm25, %zmm2
	movq	560(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm25, %zmm1
	movq	552(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm25, %zmm0
	movq	376(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm24, %zmm23
	movq	384(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm24, %zmm22
	movq	392(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm24, %zmm21
	movq	192(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm24, %zmm20
	movq	168(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm24, %zmm19
	movq	176(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm24, %zmm18
	movq	368(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm24, %zmm17
	movq	360(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm24, %zmm16
	movq	352(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm24, %zmm15
	movq	344(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm24, %zmm14
	movq	336(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm24, %zmm13
	movq	328(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm24, %zmm12
	movq	320(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm24, %zmm11
	movq	312(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm24, %zmm10
	movq	304(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm24, %zmm9
	movq	296(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm24, %zmm8
	movq	288(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm24, %zmm7
	movq	280(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm24, %zmm6
	movq	272(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm24, %zmm5
	movq	264(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm24, %zmm4
	movq	256(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm24, %zmm3
	movq	248(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm24, %zmm2
	movq	2416(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm24, %zmm1
	movq	152(%rsp), %r8
	vfmadd231ps	(%r8,%rax){1to16}, %zmm24, %zmm0
	addq	2352(%rsp), %rax
	cmpq	%r13, %rbp
	jl	.LBB0_34
	jmp	.LBB0_24
.LBB0_15:
	leaq	-1(%rsi), %rcx
	xorl	%r14d, %r14d
	testq	%rsi, %rsi
	movl	$2, %eax
	movl	$1, %r9d
	movl	$3, %r15d
	movl	$9, %ebp
	movl	$10, %edi
	movl	$11, %edx
	movabsq	$.LCPI0_0, %r10
	movl	$13, %r11d
	movl	$15, %r12d
	movl	$16, %r13d
	movq	%r8, 184(%rsp)
	vxorps	%xmm24, %xmm24, %xmm24
	cmovleq	%rcx, %r14
	cmpq	$2, %rsi
	movq	%rcx, 216(%rsp)
	cmovleq	%rcx, %rax
	cmovlq	%rcx, %r9
	cmpq	$4, %rsi
	movq	%r14, -8(%rsp)
	movq	%rax, -16(%rsp)
	movl	$4, %eax
	cmovlq	%rcx, %r15
	movq	%r9, 160(%rsp)
	cmovleq	%rcx, %rax
	cmpq	$6, %rsi
	movq	%rax, 144(%rsp)
	movl	$5, %eax
	cmovlq	%rcx, %rax
	movq	%rax, 56(%rsp)
	movl	$6, %eax
	cmovleq	%rcx, %rax
	cmpq	$8, %rsi
	movq	%rax, 48(%rsp)
	movl	$7, %eax
	cmovlq	%rcx, %rax
	movq	%rax, 80(%rsp)
	movl	$8, %eax
	cmovleq	%rcx, %rax
	cmpq	$10, %rsi
	movq	%rax, 72(%rsp)
	cmovlq	%rcx, %rbp
	cmovleq	%rcx, %rdi
	cmpq	$12, %rsi
	movl	$12, %eax
	cmovleq	%rcx, %rax
	cmovlq	%rcx, %rdx
	cmpq	$14, %rsi
	movq	%rbp, -24(%rsp)
	movq	%rdi, 16(%rsp)
	movq	%rax, 24(%rsp)
	movq	2576(%rsp), %rax
	cmovlq	%rcx, %r11
	movq	%rdx, 40(%rsp)
	movq	%r11, 64(%rsp)
	vpbroadcastd	%eax, %zmm29
	vpcmpgtd	(%r10), %zmm29, %k1
	movl	$14, %r10d
	movl	$17, %eax
	cmovleq	%rcx, %r10
	cmpq	$16, %rsi
	cmovlq	%rcx, %r12
	cmovleq	%rcx, %r13
	cmpq	$18, %rsi
	movq	%r10, 136(%rsp)
	cmovlq	%rcx, %rax
	movq	%r12, 128(%rsp)
	movq	%r13, 120(%rsp)
	movq	%rax, 112(%rsp)
	movl	$18, %eax
	cmovleq	%rcx, %rax
	cmpq	$20, %rsi
	movq	%rax, -32(%rsp)
	movl	$19, %eax
	cmovlq	%rcx, %rax
	movq	%rax, -40(%rsp)
	movl	$20, %eax
	cmovleq	%rcx, %rax
	cmpq	$22, %rsi
	movq	%rax, -48(%rsp)
	movl	$21, %eax
	cmovlq	%rcx, %rax
	movq	%rax, -56(%rsp)
	movl	$22, %eax
	cmovleq	%rcx, %rax
	cmpq	$24, %rsi
	movq	56(%rsp), %rsi
	movq	%rax, 104(%rsp)
	movl	$23, %eax
	cmovlq	%rcx, %rax
	imulq	%r8, %r14
	movq	144(%rsp), %rcx
	imulq	%r8, %r9
	imulq	%r8, %rdi
	movq	%rax, (%rsp)
	movq	%r14, 1184(%rsp)
	movq	-16(%rsp), %r14
	imulq	%r8, %rsi
	movq	%r9, -120(%rsp)
	movq	%r15, %r9
	movq	%rdi, -128(%rsp)
	movq	%r10, %rdi
	movq	%r12, %r10
	movq	%r13, %r12
	imulq	%r8, %r9
	imulq	%r8, %rdi
	imulq	%r8, %r10
	imulq	%r8, %r12
	imulq	%r8, %rcx
	movq	%rsi, 864(%rsp)
	movq	80(%rsp), %rsi
	movq	%r14, %rax
	imulq	%r8, %rax
	movq	%rcx, 928(%rsp)
	movq	48(%rsp), %rcx
	movq	%rax, 656(%rsp)
	movq	-32(%rsp), %rax
	imulq	%r8, %rsi
	imulq	%r8, %rcx
	movq	%rsi, 1056(%rsp)
	movq	%r11, %rsi
	movq	112(%rsp), %r11
	imulq	%r8, %rsi
	imulq	%r8, %rax
	movq	%rcx, 800(%rsp)
	movq	72(%rsp), %rcx
	movq	%rax, -80(%rsp)
	movq	-40(%rsp), %rax
	movq	%r11, %r13
	imulq	%r8, %r13
	imulq	%r8, %rcx
	movq	%r13, -72(%rsp)
	imulq	%r8, %rax
	movq	%rcx, 992(%rsp)
	movq	%rbp, %rcx
	movq	%rdx, %rbp
	movq	24(%rsp), %rdx
	imulq	%r8, %rcx
	imulq	%r8, %rbp
	movq	%rax, 720(%rsp)
	movq	-48(%rsp), %rax
	imulq	%r8, %rdx
	imulq	%r8, %rax
	movq	%rax, -112(%rsp)
	movq	-56(%rsp), %rax
	imulq	%r8, %rax
	movq	%rax, -88(%rsp)
	movq	104(%rsp), %rax
	imulq	%r8, %rax
	movq	%rax, -96(%rsp)
	movq	(%rsp), %rax
	imulq	%r8, %rax
	movq	2568(%rsp), %r8
	movq	%rax, -64(%rsp)
	movq	-8(%rsp), %rax
	imulq	%r8, %r14
	imulq	%r8, %r11
	movq	%r14, -16(%rsp)
	movq	%r15, %r14
	movq	144(%rsp), %r15
	imulq	%r8, %rax
	movq	%r11, 112(%rsp)
	movq	-32(%rsp), %r11
	imulq	%r8, %r14
	movq	%rax, -8(%rsp)
	movq	160(%rsp), %rax
	vmovups	(%r14,%rbx), %zmm4 {%k1} {z}
	movq	%r14, 1328(%rsp)
	imulq	%r8, %r15
	imulq	%r8, %r11
	movq	%r15, 144(%rsp)
	movq	56(%rsp), %r15
	imulq	%r8, %rax
	movq	%r11, -32(%rsp)
	movq	-40(%rsp), %r11
	vmovups	(%rax,%rbx), %zmm2 {%k1} {z}
	movq	%rax, 160(%rsp)
	movq	-16(%rsp), %rax
	vaddps	%zmm24, %zmm4, %zmm4
	imulq	%r8, %r15
	imulq	%r8, %r11
	movq	%r15, 56(%rsp)
	movq	48(%rsp), %r15
	vmovups	(%rax,%rbx), %zmm3 {%k1} {z}
	movq	144(%rsp), %rax
	movq	%r11, -40(%rsp)
	movq	-48(%rsp), %r11
	vaddps	%zmm24, %zmm2, %zmm2
	imulq	%r8, %r15
	vmovups	(%rax,%rbx), %zmm5 {%k1} {z}
	movq	56(%rsp), %rax
	imulq	%r8, %r11
	movq	%r15, 48(%rsp)
	movq	80(%rsp), %r15
	movq	%r11, -48(%rsp)
	movq	-56(%rsp), %r11
	vaddps	%zmm24, %zmm3, %zmm3
	vmovups	(%rax,%rbx), %zmm6 {%k1} {z}
	movq	48(%rsp), %rax
	imulq	%r8, %r15
	imulq	%r8, %r11
	vaddps	%zmm24, %zmm5, %zmm5
	vmovups	(%rax,%rbx), %zmm7 {%k1} {z}
	movq	%r15, 80(%rsp)
	movq	72(%rsp), %r15
	movq	%r11, -56(%rsp)
	movq	(%rsp), %r11
	movq	80(%rsp), %rax
	vaddps	%zmm24, %zmm6, %zmm6
	imulq	%r8, %r15
	imulq	%r8, %r11
	vmovups	(%rax,%rbx), %zmm8 {%k1} {z}
	vaddps	%zmm24, %zmm7, %zmm7
	movq	%r15, 72(%rsp)
	movq	-24(%rsp), %r15
	movq	%r11, (%rsp)
	movq	112(%rsp), %r11
	movq	72(%rsp), %rax
	imulq	%r8, %r15
	vmovups	(%r11,%rbx), %zmm18 {%k1} {z}
	movq	-40(%rsp), %r11
	vmovups	(%rax,%rbx), %zmm9 {%k1} {z}
	vaddps	%zmm24, %zmm8, %zmm8
	movq	%r15, -24(%rsp)
	movq	16(%rsp), %r15
	movq	-24(%rsp), %rax
	vmovups	(%r11,%rbx), %zmm20 {%k1} {z}
	movq	-56(%rsp), %r11
	imulq	%r8, %r15
	vaddps	%zmm24, %zmm18, %zmm18
	vmovups	(%rax,%rbx), %zmm10 {%k1} {z}
	vaddps	%zmm24, %zmm9, %zmm9
	vmovups	(%r11,%rbx), %zmm22 {%k1} {z}
	movq	%r15, 16(%rsp)
	movq	40(%rsp), %r15
	movq	16(%rsp), %rax
	vaddps	%zmm24, %zmm20, %zmm20
	imulq	%r8, %r15
	vmovups	(%rax,%rbx), %zmm11 {%k1} {z}
	vaddps	%zmm24, %zmm10, %zmm10
	vaddps	%zmm24, %zmm22, %zmm22
	movq	%r15, 40(%rsp)
	movq	24(%rsp), %r15
	movq	40(%rsp), %rax
	imulq	%r8, %r15
	vmovups	(%rax,%rbx), %zmm12 {%k1} {z}
	vaddps	%zmm24, %zmm11, %zmm11
	movq	%r15, 24(%rsp)
	movq	64(%rsp), %r15
	movq	24(%rsp), %rax
	imulq	%r8, %r15
	vmovups	(%rax,%rbx), %zmm13 {%k1} {z}
	vaddps	%zmm24, %zmm12, %zmm12
	movq	%r15, 64(%rsp)
	movq	136(%rsp), %r15
	movq	64(%rsp), %rax
	imulq	%r8, %r15
	vmovups	(%rax,%rbx), %zmm14 {%k1} {z}
	vaddps	%zmm24, %zmm13, %zmm13
	movq	%r15, 136(%rsp)
	movq	128(%rsp), %r15
	movq	136(%rsp), %rax
	imulq	%r8, %r15
	vmovups	(%rax,%rbx), %zmm15 {%k1} {z}
	vaddps	%zmm24, %zmm14, %zmm14
	movq	%r15, 128(%rsp)
	movq	120(%rsp), %r15
	movq	128(%rsp), %rax
	imulq	%r8, %r15
	vmovups	(%rax,%rbx), %zmm16 {%k1} {z}
	vaddps	%zmm24, %zmm15, %zmm15
	movq	%r15, 120(%rsp)
	movq	104(%rsp), %r15
	movq	120(%rsp), %rax
	imulq	%r8, %r15
	movq	-8(%rsp), %r8
	vmovups	(%rax,%rbx), %zmm17 {%k1} {z}
	movq	2584(%rsp), %rax
	vaddps	%zmm24, %zmm16, %zmm16
	vmovups	(%r15,%rbx), %zmm23 {%k1} {z}
	movq	%r15, 104(%rsp)
	vmovups	(%r8,%rbx), %zmm0 {%k1} {z}
	movq	-32(%rsp), %r8
	testq	%rax, %rax
	vaddps	%zmm24, %zmm17, %zmm17
	vmovups	(%r8,%rbx), %zmm19 {%k1} {z}
	movq	-48(%rsp), %r8
	vaddps	%zmm24, %zmm23, %zmm23
	vaddps	%zmm24, %zmm0, %zmm1
	vmovups	(%r8,%rbx), %zmm21 {%k1} {z}
	movq	(%rsp), %r8
	vaddps	%zmm24, %zmm19, %zmm19
	vmovups	(%r8,%rbx), %zmm25 {%k1} {z}
	leaq	3(%rax), %r8
	cmovnsq	%rax, %r8
	andq	$-4, %r8
	vaddps	%zmm24, %zmm21, %zmm21
	movq	%r8, 1248(%rsp)
	vaddps	%zmm24, %zmm25, %zmm24
	jle	.LBB0_16
	movq	208(%rsp), %r8
	movq	864(%rsp), %r11
	movq	800(%rsp), %r15
	movq	1056(%rsp), %r14
	movq	%rcx, -104(%rsp)
	movq	992(%rsp), %rcx
	leaq	(,%r8,4), %rax
	movq	%rax, 1120(%rsp)
	leaq	(%r8,%r8,2), %rax
	addq	%rax, %r11
	leaq	(%rcx,%rax), %rcx
	movq	%r11, 32(%rsp)
	movq	928(%rsp), %r11
	movq	%rcx, 384(%rsp)
	movq	-104(%rsp), %rcx
	leaq	(%r11,%rax), %r11
	leaq	(%rcx,%rax), %rcx
	movq	%r11, 88(%rsp)
	leaq	(%r9,%rax), %r11
	movq	%rcx, 376(%rsp)
	movq	%r11, 96(%rsp)
	movq	656(%rsp), %r11
	leaq	(%r11,%rax), %rbx
	movq	-120(%rsp), %r11
	movq	%rbx, 152(%rsp)
	leaq	(%r11,%rax), %rbx
	movq	1184(%rsp), %r11
	movq	%rbx, 176(%rsp)
	leaq	(%r11,%rax), %rbx
	movq	%rbx, 168(%rsp)
	leaq	(%r15,%rax), %rbx
	movq	-128(%rsp), %r15
	movq	%rbx, 192(%rsp)
	leaq	(%r14,%rax), %rbx
	leaq	(%rbp,%rax), %r14
	movq	%rbx, 392(%rsp)
	movq	%r14, 360(%rsp)
	leaq	(%rsi,%rax), %r14
	movq	%r14, 344(%rsp)
	leaq	(%r10,%rax), %r14
	movq	%r14, 328(%rsp)
	leaq	(%r13,%rax), %r14
	leaq	(%r15,%rax), %rbx
	movq	%r14, 312(%rsp)
	movq	720(%rsp), %r14
	movq	%rbx, 368(%rsp)
	leaq	(%rdx,%rax), %rbx
	movq	%rbx, 352(%rsp)
	leaq	(%rdi,%rax), %rbx
	movq	%rbx, 336(%rsp)
	leaq	(%r12,%rax), %rbx
	movq	%rbx, 320(%rsp)
	movq	-80(%rsp), %rbx
	leaq	(%rbx,%rax), %rcx
	movq	-112(%rsp), %rbx
	movq	%rcx, 304(%rsp)
	leaq	(%r14,%rax), %rcx
	movq	-88(%rsp), %r14
	movq	%rcx, 296(%rsp)
	leaq	(%rbx,%rax), %rcx
	movq	-96(%rsp), %rbx
	movq	%rcx, 288(%rsp)
	leaq	(%r14,%rax), %r13
	leaq	(%r14,%r8,2), %r14
	movq	%r13, 280(%rsp)
	movq	-104(%rsp), %r13
	movq	%r14, 224(%rsp)
	movq	-96(%rsp), %r14
	leaq	(%rbx,%rax), %rcx
	movq	%r11, %rbx
	movq	%rcx, 272(%rsp)
	leaq	(%r11,%r8,2), %rcx
	movq	-120(%rsp), %r11
	leaq	(%r13,%r8,2), %r13
	movq	%rcx, 264(%rsp)
	movq	%r13, 2032(%rsp)
	movq	-72(%rsp), %r13
	leaq	(%r11,%r8,2), %rcx
	movq	%rcx, 256(%rsp)
	movq	656(%rsp), %rcx
	leaq	(%rcx,%r8,2), %rcx
	movq	%rcx, 248(%rsp)
	leaq	(%r9,%r8,2), %rcx
	movq	%rcx, 2416(%rsp)
	movq	928(%rsp), %rcx
	leaq	(%rcx,%r8,2), %rcx
	movq	%rcx, 2352(%rsp)
	movq	864(%rsp), %rcx
	leaq	(%rcx,%r8,2), %rcx
	movq	%rcx, 2288(%rsp)
	movq	800(%rsp), %rcx
	leaq	(%rcx,%r8,2), %rcx
	movq	%rcx, 2224(%rsp)
	movq	1056(%rsp), %rcx
	leaq	(%rcx,%r8,2), %rcx
	movq	%rcx, 2160(%rsp)
	movq	992(%rsp), %rcx
	leaq	(%rcx,%r8,2), %rcx
	movq	%rcx, 2096(%rsp)
	leaq	(%r15,%r8,2), %rcx
	leaq	(%r13,%r8,2), %r15
	movq	%rcx, 1968(%rsp)
	leaq	(%rbp,%r8,2), %rcx
	movq	%r15, 1520(%rsp)
	movq	-80(%rsp), %r15
	movq	%rcx, 1904(%rsp)
	leaq	(%rdx,%r8,2), %rcx
	movq	%rcx, 1840(%rsp)
	leaq	(%rsi,%r8,2), %rcx
	movq	%rcx, 1776(%rsp)
	leaq	(%rdi,%r8,2), %rcx
	movq	%rcx, 1712(%rsp)
	leaq	(%r10,%r8,2), %rcx
	movq	%rcx, 1648(%rsp)
	leaq	(%r12,%r8,2), %rcx
	movq	%rcx, 1584(%rsp)
	leaq	(%r15,%r8,2), %rcx
	leaq	(%r8,%r15), %r15
	movq	%r15, 440(%rsp)
	movq	400(%rsp), %r15
	movq	%rcx, 240(%rsp)
	movq	720(%rsp), %rcx
	leaq	(%rcx,%r8,2), %rcx
	movq	%rcx, 232(%rsp)
	movq	-112(%rsp), %rcx
	leaq	(%rcx,%r8,2), %rcx
	movq	%rcx, 1456(%rsp)
	leaq	(%r14,%r8,2), %rcx
	movq	%rcx, 1392(%rsp)
	movq	-64(%rsp), %rcx
	addq	%rcx, %rax
	movq	%rax, 8(%rsp)
	leaq	(%rcx,%r8,2), %rax
	addq	%r8, %rcx
	movq	%rcx, 200(%rsp)
	movq	%rax, 592(%rsp)
	leaq	(%r8,%rbx), %rax
	leaq	(%r8,%r13), %rbx
	movq	%rax, 584(%rsp)
	leaq	(%r8,%r11), %rax
	movq	%rbx, 448(%rsp)
	leaq	(%r8,%r14), %rbx
	movq	1184(%rsp), %r14
	xorl	%r11d, %r11d
	movq	%rax, 576(%rsp)
	movq	656(%rsp), %rax
	movq	%rbx, 408(%rsp)
	movq	2552(%rsp), %rbx
	addq	%r8, %rax
	movq	%rax, 568(%rsp)
	leaq	(%r8,%r9), %rax
	movq	%rax, 560(%rsp)
	movq	928(%rsp), %rax
	leaq	(%r8,%rax), %rax
	movq	%rax, 552(%rsp)
	movq	864(%rsp), %rax
	leaq	(%r8,%rax), %rax
	movq	%rax, 544(%rsp)
	movq	800(%rsp), %rax
	leaq	(%r8,%rax), %rax
	movq	%rax, 536(%rsp)
	movq	1056(%rsp), %rax
	leaq	(%r8,%rax), %rax
	movq	%rax, 528(%rsp)
	movq	992(%rsp), %rax
	leaq	(%r8,%rax), %rax
	movq	%rax, 520(%rsp)
	movq	-104(%rsp), %rax
	leaq	(%r8,%rax), %rax
	movq	%rax, 512(%rsp)
	movq	-128(%rsp), %rax
	leaq	(%r8,%rax), %rax
	movq	%rax, 504(%rsp)
	leaq	(%r8,%rbp), %rax
	movq	%rax, 496(%rsp)
	leaq	(%r8,%rdx), %rax
	movq	%rax, 488(%rsp)
	leaq	(%r8,%rsi), %rax
	movq	%rax, 480(%rsp)
	leaq	(%r8,%rdi), %rax
	movq	%rax, 472(%rsp)
	leaq	(%r8,%r10), %rax
	movq	%rax, 464(%rsp)
	leaq	(%r8,%r12), %rax
	movq	%rax, 456(%rsp)
	movq	720(%rsp), %rax
	addq	%r8, %rax
	movq	%rax, 432(%rsp)
	movq	-112(%rsp), %rax
	addq	%r8, %rax
	movq	%rax, 424(%rsp)
	movq	-88(%rsp), %rax
	addq	%r8, %rax
	movq	%rax, 416(%rsp)
	movq	-120(%rsp), %rax
	.p2align	4
.LBB0_32:
	vmovups	(%rbx), %zmm0
	movq	%r9, %rcx
	movq	656(%rsp), %r9
	movq	%r12, %r13
	movq	%r10, %r12
	movq	%rdi, %r10
	movq	%rsi, %rdi
	movq	%rdx, %rsi
	movq	%rbp, %rdx
	movq	-128(%rsp), %rbp
	movq	-80(%rsp), %r8
	vmovups	64(%rbx), %zmm27
	vmovups	128(%rbx), %zmm26
	vmovups	192(%rbx), %zmm25
	addq	$4, %r11
	addq	$256, %rbx
	vmulps	(%rax,%r15){1to16}, %zmm0, %zmm31
	vmulps	(%r14,%r15){1to16}, %zmm0, %zmm28
	vmulps	(%r9,%r15){1to16}, %zmm0, %zmm30
	movq	%rcx, %r9
	vaddps	%zmm31, %zmm2, %zmm2
	vmulps	(%rcx,%r15){1to16}, %zmm0, %zmm31
	movq	928(%rsp), %rcx
	vaddps	%zmm28, %zmm1, %zmm1
	vaddps	%zmm30, %zmm3, %zmm3
	vmulps	(%rcx,%r15){1to16}, %zmm0, %zmm30
	movq	864(%rsp), %rcx
	vaddps	%zmm31, %zmm4, %zmm4
	vmulps	(%rcx,%r15){1to16}, %zmm0, %zmm31
	movq	800(%rsp), %rcx
	vaddps	%zmm30, %zmm5, %zmm5
	vmulps	(%rcx,%r15){1to16}, %zmm0, %zmm30
	movq	1056(%rsp), %rcx
	vaddps	%zmm31, %zmm6, %zmm6
	vmulps	(%rcx,%r15){1to16}, %zmm0, %zmm31
	movq	992(%rsp), %rcx
	vaddps	%zmm30, %zmm7, %zmm7
	vmulps	(%rcx,%r15){1to16}, %zmm0, %zmm30
	movq	-104(%rsp), %rcx
	vaddps	%zmm31, %zmm8, %zmm8
	vmulps	(%rcx,%r15){1to16}, %zmm0, %zmm31
	vaddps	%zmm30, %zmm9, %zmm9
	vmulps	(%rbp,%r15){1to16}, %zmm0, %zmm30
	movq	%rdx, %rbp
	movq	%rsi, %rdx
	movq	%rdi, %rsi
	movq	%r10, %rdi
	movq	%r12, %r10
	movq	%r13, %r12
	movq	-72(%rsp), %r13
	vaddps	%zmm31, %zmm10, %zmm10
	vmulps	(%rbp,%r15){1to16}, %zmm0, %zmm31
	vaddps	%zmm30, %zmm11, %zmm11
	vmulps	(%rdx,%r15){1to16}, %zmm0, %zmm30
	vaddps	%zmm31, %zmm12, %zmm12
	vmulps	(%rsi,%r15){1to16}, %zmm0, %zmm31
	vaddps	%zmm30, %zmm13, %zmm13
	vmulps	(%rdi,%r15){1to16}, %zmm0, %zmm30
	vaddps	%zmm31, %zmm14, %zmm14
	vmulps	(%r10,%r15){1to16}, %zmm0, %zmm31
	vaddps	%zmm30, %zmm15, %zmm15
	vmulps	(%r12,%r15){1to16}, %zmm0, %zmm30
	vaddps	%zmm31, %zmm16, %zmm16
	vmulps	(%r13,%r15){1to16}, %zmm0, %zmm31
	movq	-64(%rsp), %r13
	vaddps	%zmm30, %zmm17, %zmm17
	vmulps	(%r8,%r15){1to16}, %zmm0, %zmm30
	movq	720(%rsp), %r8
	vaddps	%zmm31, %zmm18, %zmm18
	vmulps	(%r8,%r15){1to16}, %zmm0, %zmm31
	movq	-112(%rsp), %r8
	vaddps	%zmm30, %zmm19, %zmm19
	vmulps	(%r8,%r15){1to16}, %zmm0, %zmm30
	movq	-88(%rsp), %r8
	vaddps	%zmm31, %zmm20, %zmm20
	vmulps	(%r8,%r15){1to16}, %zmm0, %zmm31
	movq	-96(%rsp), %r8
	vaddps	%zmm30, %zmm21, %zmm21
	vmulps	(%r8,%r15){1to16}, %zmm0, %zmm30
	movq	584(%rsp), %r8
	vmulps	(%r13,%r15){1to16}, %zmm0, %zmm0
	vmulps	(%r8,%r15){1to16}, %zmm27, %zmm28
	movq	576(%rsp), %r8
	vaddps	%zmm31, %zmm22, %zmm22
	vaddps	%zmm30, %zmm23, %zmm23
	vmulps	(%r8,%r15){1to16}, %zmm27, %zmm30
	movq	568(%rsp), %r8
	vaddps	%zmm0, %zmm24, %zmm0
	vaddps	%zmm28, %zmm1, %zmm1
	vmulps	(%r8,%r15){1to16}, %zmm27, %zmm28
	movq	560(%rsp), %r8
	vaddps	%zmm30, %zmm2, %zmm2
	vmulps	(%r8,%r15){1to16}, %zmm27, %zmm30
	movq	552(%rsp), %r8
	vaddps	%zmm28, %zmm3, %zmm3
	vmulps	(%r8,%r15){1to16}, %zmm27, %zmm28
	movq	544(%rsp), %r8
	vaddps	%zmm30, %zmm4, %zmm4
	vmulps	(%r8,%r15){1to16}, %zmm27, %zmm30
	movq	536(%rsp), %r8
	vaddps	%zmm28, %zmm5, %zmm5
	vmulps	(%r8,%r15){1to16}, %zmm27, %zmm28
	movq	528(%rsp), %r8
	vaddps	%zmm30, %zmm6, %zmm6
	vmulps	(%r8,%r15){1to16}, %zmm27, %zmm30
	movq	520(%rsp), %r8
	vaddps	%zmm28, %zmm7, %zmm7
	vmulps	(%r8,%r15){1to16}, %zmm27, %zmm28
	movq	512(%rsp), %r8
	vaddps	%zmm30, %zmm8, %zmm8
	vmulps	(%r8,%r15){1to16}, %zmm27, %zmm30
	movq	504(%rsp), %r8
	vaddps	%zmm28, %zmm9, %zmm9
	vmulps	(%r8,%r15){1to16}, %zmm27, %zmm28
	movq	496(%rsp), %r8
	vaddps	%zmm30, %zmm10, %zmm10
	vmulps	(%r8,%r15){1to16}, %zmm27, %zmm30
	movq	488(%rsp), %r8
	vaddps	%zmm28, %zmm11, %zmm11
	vmulps	(%r8,%r15){1to16}, %zmm27, %zmm28
	movq	480(%rsp), %r8
	vaddps	%zmm30, %zmm12, %zmm12
	vmulps	(%r8,%r15){1to16}, %zmm27, %zmm30
	movq	472(%rsp), %r8
	vaddps	%zmm28, %zmm13, %zmm13
	vmulps	(%r8,%r15){1to16}, %zmm27, %zmm28
	movq	464(%rsp), %r8
	vaddps	%zmm30, %zmm14, %zmm14
	vmulps	(%r8,%r15){1to16}, %zmm27, %zmm30
	movq	456(%rsp), %r8
	vaddps	%zmm28, %zmm15, %zmm15
	vmulps	(%r8,%r15){1to16}, %zmm27, %zmm28
	movq	448(%rsp), %r8
	vaddps	%zmm30, %zmm16, %zmm16
	vmulps	(%r8,%r15){1to16}, %zmm27, %zmm30
	movq	440(%rsp), %r8
	vaddps	%zmm28, %zmm17, %zmm17
	vmulps	(%r8,%r15){1to16}, %zmm27, %zmm28
	movq	432(%rsp), %r8
	vaddps	%zmm30, %zmm18, %zmm18
	vmulps	(%r8,%r15){1to16}, %zmm27, %zmm30
	movq	424(%rsp), %r8
	vaddps	%zmm28, %zmm19, %zmm19
	vmulps	(%r8,%r15){1to16}, %zmm27, %zmm28
	movq	416(%rsp), %r8
	vaddps	%zmm30, %zmm20, %zmm20
	vmulps	(%r8,%r15){1to16}, %zmm27, %zmm30
	movq	408(%rsp), %r8
	vaddps	%zmm28, %zmm21, %zmm21
	vmulps	(%r8,%r15){1to16}, %zmm27, %zmm28
	movq	200(%rsp), %r8
	vmulps	(%r8,%r15){1to16}, %zmm27, %zmm27
	movq	264(%rsp), %r8
	vaddps	%zmm30, %zmm22, %zmm22
	vaddps	%zmm28, %zmm23, %zmm23
	vmulps	(%r8,%r15){1to16}, %zmm26, %zmm28
	movq	256(%rsp), %r8
	vaddps	%zmm27, %zmm0, %zmm0
	vmulps	(%r8,%r15){1to16}, %zmm26, %zmm27
	movq	248(%rsp), %r8
	vaddps	%zmm28, %zmm1, %zmm1
	vmulps	(%r8,%r15){1to16}, %zmm26, %zmm28
	movq	2416(%rsp), %r8
	vaddps	%zmm27, %zmm2, %zmm2
	vmulps	(%r8,%r15){1to16}, %zmm26, %zmm27
	movq	2352(%rsp), %r8
	vaddps	%zmm28, %zmm3, %zmm3
	vmulps	(%r8,%r15){1to16}, %zmm26, %zmm28
	movq	2288(%rsp), %r8
	vaddps	%zmm27, %zmm4, %zmm4
	vmulps	(%r8,%r15){1to16}, %zmm26, %zmm27
	movq	2224(%rsp), %r8
	vaddps	%zmm28, %zmm5, %zmm5
	vmulps	(%r8,%r15){1to16}, %zmm26, %zmm28
	movq	2160(%rsp), %r8
	vaddps	%zmm27, %zmm6, %zmm6
	vmulps	(%r8,%r15){1to16}, %zmm26, %zmm27
	movq	2096(%rsp), %r8
	vaddps	%zmm28, %zmm7, %zmm7
	vmulps	(%r8,%r15){1to16}, %zmm26, %zmm28
	movq	2032(%rsp), %r8
	vaddps	%zmm27, %zmm8, %zmm8
	vmulps	(%r8,%r15){1to16}, %zmm26, %zmm27
	movq	1968(%rsp), %r8
	vaddps	%zmm28, %zmm9, %zmm9
	vmulps	(%r8,%r15){1to16}, %zmm26, %zmm28
	movq	1904(%rsp), %r8
	vaddps	%zmm27, %zmm10, %zmm10
	vmulps	(%r8,%r15){1to16}, %zmm26, %zmm27
	movq	1840(%rsp), %r8
	vaddps	%zmm28, %zmm11, %zmm11
	vmulps	(%r8,%r15){1to16}, %zmm26, %zmm28
	movq	1776(%rsp), %r8
	vaddps	%zmm27, %zmm12, %zmm12
	vmulps	(%r8,%r15){1to16}, %zmm26, %zmm27
	movq	1712(%rsp), %r8
	vaddps	%zmm28, %zmm13, %zmm13
	vmulps	(%r8,%r15){1to16}, %zmm26, %zmm28
	movq	1648(%rsp), %r8
	vaddps	%zmm27, %zmm14, %zmm14
	vmulps	(%r8,%r15){1to16}, %zmm26, %zmm27
	movq	1584(%rsp), %r8
	vaddps	%zmm28, %zmm15, %zmm15
	vmulps	(%r8,%r15){1to16}, %zmm26, %zmm28
	movq	1520(%rsp), %r8
	vaddps	%zmm27, %zmm16, %zmm16
	vmulps	(%r8,%r15){1to16}, %zmm26, %zmm27
	movq	240(%rsp), %r8
	vaddps	%zmm28, %zmm17, %zmm17
	vmulps	(%r8,%r15){1to16}, %zmm26, %zmm28
	movq	232(%rsp), %r8
	vaddps	%zmm27, %zmm18, %zmm18
	vmulps	(%r8,%r15){1to16}, %zmm26, %zmm27
	movq	1456(%rsp), %r8
	vaddps	%zmm28, %zmm19, %zmm19
	vmulps	(%r8,%r15){1to16}, %zmm26, %zmm28
	movq	224(%rsp), %r8
	vaddps	%zmm27, %zmm20, %zmm20
	vmulps	(%r8,%r15){1to16}, %zmm26, %zmm27
	movq	1392(%rsp), %r8
	vaddps	%zmm28, %zmm21, %zmm21
	vmulps	(%r8,%r15){1to16}, %zmm26, %zmm28
	movq	592(%rsp), %r8
	vaddps	%zmm27, %zmm22, %zmm22
	vmulps	(%r8,%r15){1to16}, %zmm26, %zmm27
	movq	168(%rsp), %r8
	vmulps	(%r8,%r15){1to16}, %zmm25, %zmm26
	movq	176(%rsp), %r8
	vaddps	%zmm28, %zmm23, %zmm23
	vaddps	%zmm27, %zmm0, %zmm0
	vmulps	(%r8,%r15){1to16}, %zmm25, %zmm27
	movq	152(%rsp), %r8
	vaddps	%zmm26, %zmm1, %zmm1
	vmulps	(%r8,%r15){1to16}, %zmm25, %zmm26
	movq	96(%rsp), %r8
	vaddps	%zmm27, %zmm2, %zmm2
	vmulps	(%r8,%r15){1to16}, %zmm25, %zmm27
	movq	88(%rsp), %r8
	vaddps	%zmm26, %zmm3, %zmm3
	vmulps	(%r8,%r15){1to16}, %zmm25, %zmm26
	movq	32(%rsp), %r8
	vaddps	%zmm27, %zmm4, %zmm4
	vmulps	(%r8,%r15){1to16}, %zmm25, %zmm27
	movq	192(%rsp), %r8
	vaddps	%zmm26, %zmm5, %zmm5
	vmulps	(%r8,%r15){1to16}, %zmm25, %zmm26
	movq	392(%rsp), %r8
	vaddps	%zmm27, %zmm6, %zmm6
	vmulps	(%r8,%r15){1to16}, %zmm25, %zmm27
	movq	384(%rsp), %r8
	vaddps	%zmm26, %zmm7, %zmm7
	vmulps	(%r8,%r15){1to16}, %zmm25, %zmm26
	movq	376(%rsp), %r8
	vaddps	%zmm27, %zmm8, %zmm8
	vmulps	(%r8,%r15){1to16}, %zmm25, %zmm27
	movq	368(%rsp), %r8
	vaddps	%zmm26, %zmm9, %zmm9
	vmulps	(%r8,%r15){1to16}, %zmm25, %zmm26
	movq	360(%rsp), %r8
	vaddps	%zmm27, %zmm10, %zmm10
	vmulps	(%r8,%r15){1to16}, %zmm25, %zmm27
	movq	352(%rsp), %r8
	vaddps	%zmm26, %zmm11, %zmm11
	vmulps	(%r8,%r15){1to16}, %zmm25, %zmm26
	movq	344(%rsp), %r8
	vaddps	%zmm27, %zmm12, %zmm12
	vmulps	(%r8,%r15){1to16}, %zmm25, %zmm27
	movq	336(%rsp), %r8
	vaddps	%zmm26, %zmm13, %zmm13
	vmulps	(%r8,%r15){1to16}, %zmm25, %zmm26
	movq	328(%rsp), %r8
	vaddps	%zmm27, %zmm14, %zmm14
	vmulps	(%r8,%r15){1to16}, %zmm25, %zmm27
	movq	320(%rsp), %r8
	vaddps	%zmm26, %zmm15, %zmm15
	vmulps	(%r8,%r15){1to16}, %zmm25, %zmm26
	movq	312(%rsp), %r8
	vaddps	%zmm27, %zmm16, %zmm16
	vmulps	(%r8,%r15){1to16}, %zmm25, %zmm27
	movq	304(%rsp), %r8
	vaddps	%zmm26, %zmm17, %zmm17
	vmulps	(%r8,%r15){1to16}, %zmm25, %zmm26
	movq	296(%rsp), %r8
	vaddps	%zmm27, %zmm18, %zmm18
	vmulps	(%r8,%r15){1to16}, %zmm25, %zmm27
	movq	288(%rsp), %r8
	vaddps	%zmm26, %zmm19, %zmm19
	vmulps	(%r8,%r15){1to16}, %zmm25, %zmm26
	movq	280(%rsp), %r8
	vaddps	%zmm27, %zmm20, %zmm20
	vmulps	(%r8,%r15){1to16}, %zmm25, %zmm27
	movq	272(%rsp), %r8
	vaddps	%zmm26, %zmm21, %zmm21
	vmulps	(%r8,%r15){1to16}, %zmm25, %zmm26
	movq	8(%rsp), %r8
	vmulps	(%r8,%r15){1to16}, %zmm25, %zmm25
	addq	1120(%rsp), %r15
	vaddps	%zmm27, %zmm22, %zmm22
	vaddps	%zmm26, %zmm23, %zmm23
	vaddps	%zmm25, %zmm0, %zmm24
	cmpq	1248(%rsp), %r11
	jl	.LBB0_32
	jmp	.LBB0_17
.LBB0_8:
	leaq	-1(%rsi), %rcx
	xorl	%eax, %eax
	testq	%rsi, %rsi
	movl	$7, %r14d
	movl	$9, %r15d
	movl	$10, %ebp
	movl	$12, %edi
	movl	$13, %r10d
	movl	$14, %r12d
	movl	$15, %r13d
	movabsq	$.LCPI0_0, %r9
	movq	%r8, 184(%rsp)
	vxorps	%xmm25, %xmm25, %xmm25
	cmovleq	%rcx, %rax
	cmpq	$2, %rsi
	movq	%rcx, 216(%rsp)
	movq	%rax, -16(%rsp)
	movl	$1, %eax
	cmovlq	%rcx, %rax
	movq	%rax, 200(%rsp)
	movl	$2, %eax
	cmovleq	%rcx, %rax
	cmpq	$4, %rsi
	movq	200(%rsp), %rdx
	movq	%rax, 144(%rsp)
	movl	$3, %eax
	cmovlq	%rcx, %rax
	movq	%rax, 56(%rsp)
	movl	$4, %eax
	cmovleq	%rcx, %rax
	cmpq	$6, %rsi
	movq	%rax, 48(%rsp)
	movl	$5, %eax
	cmovlq	%rcx, %rax
	movq	%rax, 80(%rsp)
	movl	$6, %eax
	cmovleq	%rcx, %rax
	cmpq	$8, %rsi
	movq	%rax, 72(%rsp)
	movl	$8, %eax
	cmovlq	%rcx, %r14
	cmovleq	%rcx, %rax
	cmpq	$10, %rsi
	movq	%r14, -24(%rsp)
	movq	%rax, 24(%rsp)
	cmovlq	%rcx, %r15
	cmovleq	%rcx, %rbp
	cmpq	$12, %rsi
	movl	$11, %eax
	cmovlq	%rcx, %rax
	cmovleq	%rcx, %rdi
	cmpq	$14, %rsi
	movq	%r15, 16(%rsp)
	movq	%rbp, 40(%rsp)
	movq	%rax, -32(%rsp)
	movq	2576(%rsp), %rax
	cmovlq	%rcx, %r10
	cmovleq	%rcx, %r12
	cmpq	$16, %rsi
	movq	%rdi, 64(%rsp)
	cmovlq	%rcx, %r13
	movq	%r10, 136(%rsp)
	movq	%r12, 128(%rsp)
	movq	%r13, 120(%rsp)
	vpbroadcastd	%eax, %zmm0
	movl	$16, %eax
	vpcmpgtd	(%r9), %zmm0, %k1
	movq	-16(%rsp), %r9
	cmovleq	%rcx, %rax
	cmpq	$18, %rsi
	vmovdqu64	%zmm0, 1328(%rsp)
	movq	%rax, -40(%rsp)
	movl	$17, %eax
	cmovlq	%rcx, %rax
	movq	%rax, %r11
	movq	%rax, 160(%rsp)
	movl	$18, %eax
	movq	%r11, %r11
	cmovleq	%rcx, %rax
	cmpq	$20, %rsi
	movq	%rax, 112(%rsp)
	movl	$19, %eax
	cmovlq	%rcx, %rax
	movq	%rax, -48(%rsp)
	movl	$20, %eax
	cmovleq	%rcx, %rax
	cmpq	$22, %rsi
	movq	%rax, -56(%rsp)
	movl	$21, %eax
	cmovlq	%rcx, %rax
	movq	%rax, (%rsp)
	movl	$22, %eax
	cmovleq	%rcx, %rax
	cmpq	$24, %rsi
	movq	80(%rsp), %rsi
	movq	%rax, -8(%rsp)
	movl	$23, %eax
	cmovlq	%rcx, %rax
	imulq	%r8, %r11
	imulq	%r8, %rdx
	movq	144(%rsp), %rcx
	imulq	%r8, %r15
	imulq	%r8, %r14
	imulq	%r8, %r9
	imulq	%r8, %rbp
	movq	%rax, 104(%rsp)
	movq	%r11, -104(%rsp)
	movq	112(%rsp), %r11
	movq	%rdx, -120(%rsp)
	movq	48(%rsp), %rdx
	imulq	%r8, %rsi
	movq	%r15, 992(%rsp)
	movq	104(%rsp), %r15
	movq	%r14, 1056(%rsp)
	movq	24(%rsp), %r14
	imulq	%r8, %rcx
	movq	%rsi, 864(%rsp)
	movq	%rdi, %rsi
	movq	%r10, %rdi
	movq	%r12, %r10
	movq	%r13, %r12
	movq	-40(%rsp), %r13
	imulq	%r8, %rsi
	imulq	%r8, %rdi
	imulq	%r8, %r10
	imulq	%r8, %r12
	movq	%r11, %rax
	imulq	%r8, %rax
	imulq	%r8, %rdx
	movq	%rcx, 656(%rsp)
	movq	56(%rsp), %rcx
	imulq	%r8, %r15
	imulq	%r8, %r14
	movq	%rax, -80(%rsp)
	movq	-48(%rsp), %rax
	movq	%rdx, 928(%rsp)
	movq	72(%rsp), %rdx
	imulq	%r8, %r13
	movq	%r15, -64(%rsp)
	movq	200(%rsp), %r15
	imulq	%r8, %rcx
	movq	%r13, -112(%rsp)
	imulq	%r8, %rax
	imulq	%r8, %rdx
	movq	%rax, -88(%rsp)
	movq	-56(%rsp), %rax
	movq	%rdx, 800(%rsp)
	movq	-32(%rsp), %rdx
	imulq	%r8, %rax
	imulq	%r8, %rdx
	movq	%rax, -128(%rsp)
	movq	(%rsp), %rax
	imulq	%r8, %rax
	movq	%rax, -96(%rsp)
	movq	-8(%rsp), %rax
	imulq	%r8, %rax
	movq	2568(%rsp), %r8
	movq	%rax, -72(%rsp)
	movq	-16(%rsp), %rax
	imulq	%r8, %r15
	imulq	%r8, %r11
	movq	%r15, 200(%rsp)
	movq	144(%rsp), %r15
	imulq	%r8, %rax
	movq	%r11, 112(%rsp)
	movq	-48(%rsp), %r11
	vmovups	(%rax,%rbx), %zmm13 {%k1} {z}
	movq	%rax, -16(%rsp)
	movq	200(%rsp), %rax
	imulq	%r8, %r15
	imulq	%r8, %r11
	movq	%r15, 144(%rsp)
	movq	56(%rsp), %r15
	vmovups	(%rax,%rbx), %zmm2 {%k1} {z}
	movq	%r11, -48(%rsp)
	movq	-56(%rsp), %r11
	movq	144(%rsp), %rax
	vaddps	%zmm25, %zmm13, %zmm24
	imulq	%r8, %r15
	imulq	%r8, %r11
	vmovups	(%rax,%rbx), %zmm3 {%k1} {z}
	movq	%r15, 56(%rsp)
	movq	48(%rsp), %r15
	movq	%r11, -56(%rsp)
	movq	(%rsp), %r11
	vaddps	%zmm25, %zmm2, %zmm23
	movq	56(%rsp), %rax
	imulq	%r8, %r15
	imulq	%r8, %r11
	vmovups	(%rax,%rbx), %zmm4 {%k1} {z}
	vaddps	%zmm25, %zmm3, %zmm22
	movq	%r15, 48(%rsp)
	movq	80(%rsp), %r15
	movq	%r11, (%rsp)
	movq	-8(%rsp), %r11
	movq	48(%rsp), %rax
	imulq	%r8, %r15
	imulq	%r8, %r11
	vmovups	(%rax,%rbx), %zmm5 {%k1} {z}
	vaddps	%zmm25, %zmm4, %zmm21
	movq	%r15, 80(%rsp)
	movq	72(%rsp), %r15
	movq	%r11, -8(%rsp)
	movq	104(%rsp), %r11
	movq	80(%rsp), %rax
	imulq	%r8, %r15
	imulq	%r8, %r11
	vmovups	(%rax,%rbx), %zmm6 {%k1} {z}
	vaddps	%zmm25, %zmm5, %zmm20
	movq	%r15, 72(%rsp)
	movq	-24(%rsp), %r15
	movq	%r11, 104(%rsp)
	movq	72(%rsp), %rax
	imulq	%r8, %r15
	vmovups	(%rax,%rbx), %zmm7 {%k1} {z}
	vaddps	%zmm25, %zmm6, %zmm19
	movq	%r15, -24(%rsp)
	movq	24(%rsp), %r15
	movq	-24(%rsp), %rax
	imulq	%r8, %r15
	vmovups	(%rax,%rbx), %zmm8 {%k1} {z}
	vaddps	%zmm25, %zmm7, %zmm18
	movq	%r15, 24(%rsp)
	movq	16(%rsp), %r15
	movq	24(%rsp), %rax
	imulq	%r8, %r15
	vmovups	(%rax,%rbx), %zmm9 {%k1} {z}
	vaddps	%zmm25, %zmm8, %zmm17
	movq	%r15, 16(%rsp)
	movq	40(%rsp), %r15
	movq	16(%rsp), %rax
	imulq	%r8, %r15
	vmovups	(%rax,%rbx), %zmm10 {%k1} {z}
	movq	%r15, 40(%rsp)
	movq	-32(%rsp), %r15
	movq	40(%rsp), %rax
	imulq	%r8, %r15
	vmovups	(%rax,%rbx), %zmm11 {%k1} {z}
	movq	%r15, -32(%rsp)
	movq	64(%rsp), %r15
	movq	-32(%rsp), %rax
	imulq	%r8, %r15
	vmovups	(%rax,%rbx), %zmm12 {%k1} {z}
	movq	%r15, 64(%rsp)
	movq	136(%rsp), %r15
	movq	64(%rsp), %rax
	imulq	%r8, %r15
	vmovups	(%rax,%rbx), %zmm26 {%k1} {z}
	vaddps	%zmm25, %zmm12, %zmm13
	movq	%r15, 136(%rsp)
	movq	128(%rsp), %r15
	movq	136(%rsp), %rax
	imulq	%r8, %r15
	vmovups	(%rax,%rbx), %zmm27 {%k1} {z}
	vaddps	%zmm25, %zmm26, %zmm12
	movq	%r15, 128(%rsp)
	movq	120(%rsp), %r15
	movq	128(%rsp), %rax
	imulq	%r8, %r15
	vmovups	(%rax,%rbx), %zmm28 {%k1} {z}
	movq	%r15, 120(%rsp)
	movq	-40(%rsp), %r15
	movq	120(%rsp), %rax
	imulq	%r8, %r15
	vmovups	(%rax,%rbx), %zmm29 {%k1} {z}
	movq	%r15, -40(%rsp)
	movq	160(%rsp), %r15
	movq	-40(%rsp), %rax
	imulq	%r8, %r15
	movq	112(%rsp), %r8
	vmovups	(%rax,%rbx), %zmm30 {%k1} {z}
	movq	(%rsp), %rax
	vmovups	(%r15,%rbx), %zmm31 {%k1} {z}
	movq	%r15, 160(%rsp)
	movq	-48(%rsp), %r15
	vmovups	(%r8,%rbx), %zmm0 {%k1} {z}
	movq	-56(%rsp), %r8
	vmovups	(%rax,%rbx), %zmm15 {%k1} {z}
	movq	-8(%rsp), %rax
	vmovups	(%r15,%rbx), %zmm1 {%k1} {z}
	vaddps	%zmm25, %zmm30, %zmm8
	vmovups	(%r8,%rbx), %zmm14 {%k1} {z}
	vmovups	(%rax,%rbx), %zmm16 {%k1} {z}
	movq	2584(%rsp), %rax
	vaddps	%zmm25, %zmm31, %zmm7
	vaddps	%zmm25, %zmm0, %zmm6
	vmovups	%zmm15, 720(%rsp)
	vmovups	(%r11,%rbx), %zmm15 {%k1} {z}
	vaddps	720(%rsp), %zmm25, %zmm3
	vaddps	%zmm25, %zmm1, %zmm5
	testq	%rax, %rax
	leaq	3(%rax), %r8
	cmovnsq	%rax, %r8
	vmovups	%zmm14, 1248(%rsp)
	vaddps	%zmm25, %zmm11, %zmm14
	vaddps	%zmm25, %zmm27, %zmm11
	andq	$-4, %r8
	vmovups	%zmm16, 1184(%rsp)
	vaddps	1248(%rsp), %zmm25, %zmm4
	vaddps	%zmm25, %zmm9, %zmm16
	vaddps	%zmm25, %zmm29, %zmm9
	movq	%r8, 1248(%rsp)
	vaddps	1184(%rsp), %zmm25, %zmm2
	vmovups	%zmm15, 1120(%rsp)
	vaddps	%zmm25, %zmm10, %zmm15
	vaddps	%zmm25, %zmm28, %zmm10
	vaddps	1120(%rsp), %zmm25, %zmm1
	jle	.LBB0_9
	movq	208(%rsp), %r8
	movq	864(%rsp), %r11
	movq	%r14, 720(%rsp)
	movq	-80(%rsp), %r15
	movq	-96(%rsp), %r14
	movq	720(%rsp), %rbx
	leaq	(,%r8,4), %rax
	movq	%rax, 1184(%rsp)
	leaq	(%r8,%r8,2), %rax
	addq	%rax, %r11
	movq	%r11, 8(%rsp)
	movq	928(%rsp), %r11
	leaq	(%r11,%rax), %r11
	movq	%r11, 32(%rsp)
	leaq	(%rcx,%rax), %r11
	movq	%r11, 88(%rsp)
	movq	656(%rsp), %r11
	leaq	(%r11,%rax), %r11
	movq	%r11, 96(%rsp)
	movq	-120(%rsp), %r11
	leaq	(%r11,%rax), %r11
	movq	%r11, 152(%rsp)
	leaq	(%r9,%rax), %r11
	movq	%r11, 176(%rsp)
	movq	800(%rsp), %r11
	leaq	(%r11,%rax), %r11
	movq	%r11, 168(%rsp)
	movq	1056(%rsp), %r11
	leaq	(%r11,%rax), %r11
	movq	%r11, 192(%rsp)
	leaq	(%rbx,%rax), %r11
	movq	-120(%rsp), %rbx
	movq	%r11, 392(%rsp)
	movq	992(%rsp), %r11
	leaq	(%r11,%rax), %r11
	movq	%r11, 384(%rsp)
	leaq	(%rbp,%rax), %r11
	movq	%r11, 376(%rsp)
	leaq	(%rdx,%rax), %r11
	movq	%r11, 368(%rsp)
	leaq	(%rsi,%rax), %r11
	movq	%r11, 360(%rsp)
	leaq	(%rdi,%rax), %r11
	movq	%r11, 352(%rsp)
	leaq	(%r10,%rax), %r11
	movq	%r11, 344(%rsp)
	leaq	(%r12,%rax), %r11
	movq	%r11, 336(%rsp)
	leaq	(%r13,%rax), %r11
	movq	720(%rsp), %r13
	movq	%r11, 328(%rsp)
	movq	-104(%rsp), %r11
	leaq	(%r11,%rax), %r11
	movq	%r11, 320(%rsp)
	leaq	(%r15,%rax), %r11
	movq	%r11, 312(%rsp)
	movq	-88(%rsp), %r11
	leaq	(%r11,%rax), %r11
	movq	%r11, 304(%rsp)
	movq	-128(%rsp), %r11
	leaq	(%r11,%rax), %r11
	movq	%r11, 296(%rsp)
	leaq	(%r14,%rax), %r11
	movq	%r11, 288(%rsp)
	movq	-72(%rsp), %r11
	leaq	(%r11,%rax), %r11
	movq	%r11, 280(%rsp)
	leaq	(%r9,%r8,2), %r11
	movq	%r11, 272(%rsp)
	leaq	(%rbx,%r8,2), %r11
	movq	%r11, 264(%rsp)
	movq	656(%rsp), %r11
	leaq	(%r11,%r8,2), %r11
	movq	%r11, 256(%rsp)
	leaq	(%rcx,%r8,2), %r11
	movq	%r11, 248(%rsp)
	movq	928(%rsp), %r11
	leaq	(%r11,%r8,2), %r11
	movq	%r11, 2416(%rsp)
	movq	864(%rsp), %r11
	leaq	(%r11,%r8,2), %r11
	movq	%r11, 2352(%rsp)
	movq	800(%rsp), %r11
	leaq	(%r11,%r8,2), %r11
	movq	%r11, 2288(%rsp)
	movq	1056(%rsp), %r11
	leaq	(%r11,%r8,2), %r11
	movq	%r11, 2224(%rsp)
	leaq	(%r13,%r8,2), %r11
	movq	-104(%rsp), %r13
	movq	%r11, 2160(%rsp)
	movq	992(%rsp), %r11
	leaq	(%r11,%r8,2), %r11
	movq	%r11, 2096(%rsp)
	leaq	(%rbp,%r8,2), %r11
	movq	%r11, 2032(%rsp)
	leaq	(%rdx,%r8,2), %r11
	movq	%r11, 1968(%rsp)
	leaq	(%rsi,%r8,2), %r11
	movq	%r11, 1904(%rsp)
	leaq	(%rdi,%r8,2), %r11
	movq	%r11, 1840(%rsp)
	leaq	(%r10,%r8,2), %r11
	movq	%r11, 1776(%rsp)
	leaq	(%r12,%r8,2), %r11
	movq	%r11, 1712(%rsp)
	movq	-112(%rsp), %r11
	leaq	(%r11,%r8,2), %r11
	movq	%r11, 1648(%rsp)
	leaq	(%r13,%r8,2), %r11
	movq	%r11, 1584(%rsp)
	leaq	(%r15,%r8,2), %r11
	movq	-88(%rsp), %r15
	movq	%r11, 1520(%rsp)
	leaq	(%r15,%r8,2), %r11
	leaq	(%r8,%r15), %r15
	movq	%r15, 440(%rsp)
	movq	400(%rsp), %r15
	movq	%r11, 240(%rsp)
	movq	-128(%rsp), %r11
	leaq	(%r11,%r8,2), %r11
	movq	%r11, 232(%rsp)
	leaq	(%r14,%r8,2), %r11
	movq	-72(%rsp), %r14
	movq	%r11, 1456(%rsp)
	leaq	(%r14,%r8,2), %r11
	movq	%r11, 224(%rsp)
	movq	-64(%rsp), %r11
	addq	%r11, %rax
	movq	%rax, 1120(%rsp)
	leaq	(%r11,%r8,2), %rax
	movq	%rax, 1392(%rsp)
	leaq	(%r8,%r9), %rax
	movq	%rax, 592(%rsp)
	leaq	(%r8,%rbx), %rax
	leaq	(%r8,%r13), %rbx
	movq	%rax, 584(%rsp)
	movq	656(%rsp), %rax
	movq	%rbx, 456(%rsp)
	leaq	(%r8,%r14), %rbx
	movq	%rbx, 416(%rsp)
	movq	2552(%rsp), %rbx
	leaq	(%r8,%rax), %rax
	movq	%rax, 576(%rsp)
	leaq	(%r8,%rcx), %rax
	movq	%rax, 568(%rsp)
	movq	928(%rsp), %rax
	leaq	(%r8,%rax), %rax
	movq	%rax, 560(%rsp)
	movq	864(%rsp), %rax
	leaq	(%r8,%rax), %rax
	movq	%rax, 552(%rsp)
	movq	800(%rsp), %rax
	leaq	(%r8,%rax), %rax
	movq	%rax, 544(%rsp)
	movq	1056(%rsp), %rax
	leaq	(%r8,%rax), %rax
	movq	%rax, 536(%rsp)
	movq	720(%rsp), %rax
	leaq	(%r8,%rax), %rax
	movq	%rax, 528(%rsp)
	movq	992(%rsp), %rax
	leaq	(%r8,%rax), %rax
	movq	%rax, 520(%rsp)
	leaq	(%r8,%rbp), %rax
	movq	%rax, 512(%rsp)
	leaq	(%r8,%rdx), %rax
	movq	%rax, 504(%rsp)
	leaq	(%r8,%rsi), %rax
	movq	%rax, 496(%rsp)
	leaq	(%r8,%rdi), %rax
	movq	%rax, 488(%rsp)
	leaq	(%r8,%r10), %rax
	movq	%rax, 480(%rsp)
	leaq	(%r8,%r12), %rax
	movq	%rax, 472(%rsp)
	movq	-112(%rsp), %rax
	leaq	(%r8,%rax), %rax
	movq	%rax, 464(%rsp)
	movq	-80(%rsp), %rax
	addq	%r8, %rax
	movq	%rax, 448(%rsp)
	movq	-128(%rsp), %rax
	addq	%r8, %rax
	movq	%rax, 432(%rsp)
	movq	-96(%rsp), %rax
	addq	%r8, %rax
	addq	%r11, %r8
	xorl	%r11d, %r11d
	movq	%rax, 424(%rsp)
	movq	-120(%rsp), %rax
	movq	%r8, 408(%rsp)
	.p2align	4
.LBB0_30:
	movq	-104(%rsp), %r8
	vmovups	(%rbx), %zmm0
	vmovups	64(%rbx), %zmm27
	movq	%rcx, %r14
	movq	%r9, %rcx
	movq	%r12, %r13
	movq	%r10, %r12
	movq	%rdi, %r10
	movq	%rsi, %rdi
	movq	%rdx, %rsi
	movq	%rbp, %rdx
	movq	992(%rsp), %rbp
	vmovups	128(%rbx), %zmm26
	vmovups	192(%rbx), %zmm25
	addq	$4, %r11
	addq	$256, %rbx
	vfmadd231ps	(%r9,%r15){1to16}, %zmm0, %zmm24
	movq	656(%rsp), %r9
	vfmadd231ps	(%rax,%r15){1to16}, %zmm0, %zmm23
	vfmadd231ps	(%r14,%r15){1to16}, %zmm0, %zmm21
	vfmadd231ps	(%r8,%r15){1to16}, %zmm0, %zmm7
	movq	-80(%rsp), %r8
	vfmadd231ps	(%rbp,%r15){1to16}, %zmm0, %zmm15
	movq	%rdx, %rbp
	vfmadd231ps	(%rbp,%r15){1to16}, %zmm0, %zmm14
	movq	%rsi, %rdx
	vfmadd231ps	(%rdx,%r15){1to16}, %zmm0, %zmm13
	movq	%rdi, %rsi
	vfmadd231ps	(%rsi,%r15){1to16}, %zmm0, %zmm12
	movq	%r10, %rdi
	vfmadd231ps	(%rdi,%r15){1to16}, %zmm0, %zmm11
	movq	%r12, %r10
	vfmadd231ps	(%r10,%r15){1to16}, %zmm0, %zmm10
	movq	%r13, %r12
	movq	-112(%rsp), %r13
	vfmadd231ps	(%r12,%r15){1to16}, %zmm0, %zmm9
	vfmadd231ps	(%r9,%r15){1to16}, %zmm0, %zmm22
	movq	%rcx, %r9
	movq	%r14, %rcx
	movq	928(%rsp), %r14
	vfmadd231ps	(%r8,%r15){1to16}, %zmm0, %zmm6
	movq	-88(%rsp), %r8
	vfmadd231ps	(%r13,%r15){1to16}, %zmm0, %zmm8
	movq	1120(%rsp), %r13
	vfmadd231ps	(%r14,%r15){1to16}, %zmm0, %zmm20
	movq	864(%rsp), %r14
	vfmadd231ps	(%r8,%r15){1to16}, %zmm0, %zmm5
	movq	-128(%rsp), %r8
	vfmadd231ps	(%r14,%r15){1to16}, %zmm0, %zmm19
	movq	800(%rsp), %r14
	vfmadd231ps	(%r8,%r15){1to16}, %zmm0, %zmm4
	movq	-96(%rsp), %r8
	vfmadd231ps	(%r14,%r15){1to16}, %zmm0, %zmm18
	movq	1056(%rsp), %r14
	vfmadd231ps	(%r8,%r15){1to16}, %zmm0, %zmm3
	movq	-72(%rsp), %r8
	vfmadd231ps	(%r14,%r15){1to16}, %zmm0, %zmm17
	movq	720(%rsp), %r14
	vfmadd231ps	(%r8,%r15){1to16}, %zmm0, %zmm2
	movq	-64(%rsp), %r8
	vfmadd231ps	(%r14,%r15){1to16}, %zmm0, %zmm16
	vfmadd231ps	(%r8,%r15){1to16}, %zmm0, %zmm1
	movq	592(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm27, %zmm24
	movq	584(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm27, %zmm23
	movq	576(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm27, %zmm22
	movq	568(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm27, %zmm21
	movq	560(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm27, %zmm20
	movq	552(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm27, %zmm19
	movq	544(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm27, %zmm18
	movq	536(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm27, %zmm17
	movq	528(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm27, %zmm16
	movq	520(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm27, %zmm15
	movq	512(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm27, %zmm14
	movq	504(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm27, %zmm13
	movq	496(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm27, %zmm12
	movq	488(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm27, %zmm11
	movq	480(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm27, %zmm10
	movq	472(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm27, %zmm9
	movq	464(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm27, %zmm8
	movq	456(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm27, %zmm7
	movq	448(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm27, %zmm6
	movq	440(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm27, %zmm5
	movq	432(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm27, %zmm4
	movq	424(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm27, %zmm3
	movq	416(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm27, %zmm2
	movq	408(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm27, %zmm1
	movq	272(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm26, %zmm24
	movq	264(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm26, %zmm23
	movq	256(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm26, %zmm22
	movq	248(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm26, %zmm21
	movq	2416(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm26, %zmm20
	movq	2352(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm26, %zmm19
	movq	2288(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm26, %zmm18
	movq	2224(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm26, %zmm17
	movq	2160(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm26, %zmm16
	movq	2096(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm26, %zmm15
	movq	2032(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm26, %zmm14
	movq	1968(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm26, %zmm13
	movq	1904(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm26, %zmm12
	movq	1840(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm26, %zmm11
	movq	1776(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm26, %zmm10
	movq	1712(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm26, %zmm9
	movq	1648(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm26, %zmm8
	movq	1584(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm26, %zmm7
	movq	1520(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm26, %zmm6
	movq	240(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm26, %zmm5
	movq	232(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm26, %zmm4
	movq	1456(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm26, %zmm3
	movq	224(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm26, %zmm2
	movq	1392(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm26, %zmm1
	movq	176(%rsp), %r8
	vfmadd231ps	(%r13,%r15){1to16}, %zmm25, %zmm1
	vfmadd231ps	(%r8,%r15){1to16}, %zmm25, %zmm24
	movq	152(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm25, %zmm23
	movq	96(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm25, %zmm22
	movq	88(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm25, %zmm21
	movq	32(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm25, %zmm20
	movq	8(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm25, %zmm19
	movq	168(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm25, %zmm18
	movq	192(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm25, %zmm17
	movq	392(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm25, %zmm16
	movq	384(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm25, %zmm15
	movq	376(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm25, %zmm14
	movq	368(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm25, %zmm13
	movq	360(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm25, %zmm12
	movq	352(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm25, %zmm11
	movq	344(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm25, %zmm10
	movq	336(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm25, %zmm9
	movq	328(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm25, %zmm8
	movq	320(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm25, %zmm7
	movq	312(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm25, %zmm6
	movq	304(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm25, %zmm5
	movq	296(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm25, %zmm4
	movq	288(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm25, %zmm3
	movq	280(%rsp), %r8
	vfmadd231ps	(%r8,%r15){1to16}, %zmm25, %zmm2
	addq	1184(%rsp), %r15
	cmpq	1248(%rsp), %r11
	jl	.LBB0_30
	jmp	.LBB0_10
.LBB0_3:
	movq	2584(%rsp), %rdi
	movq	2576(%rsp), %rcx
	leaq	3(%rdi), %rdx
	testq	%rdi, %rdi
	vpbroadcastd	%ecx, %zmm29
	cmovnsq	%rdi, %rdx
	andq	$-4, %rdx
.LBB0_4:
	xorl	%r14d, %r14d
	testq	%rsi, %rsi
	movl	$1, %ecx
	movl	$2, %r13d
	movq	%rdx, 1248(%rsp)
	movl	$13, %edi
	movl	$15, %r9d
	movl	$17, %r10d
	movl	$22, %ebp
	movl	$23, %r15d
	vxorps	%xmm24, %xmm24, %xmm24
	cmovleq	%rax, %r14
	cmpq	$2, %rsi
	cmovlq	%rax, %rcx
	cmovleq	%rax, %r13
	cmpq	$4, %rsi
	movq	%rcx, %rdx
	movl	$3, %ecx
	cmovlq	%rax, %rcx
	movq	%rcx, 160(%rsp)
	movl	$4, %ecx
	cmovleq	%rax, %rcx
	cmpq	$6, %rsi
	movq	%rcx, 64(%rsp)
	movl	$5, %ecx
	cmovlq	%rax, %rcx
	movq	%rcx, 40(%rsp)
	movl	$6, %ecx
	cmovleq	%rax, %rcx
	cmpq	$8, %rsi
	movq	%rcx, 16(%rsp)
	movl	$7, %ecx
	cmovlq	%rax, %rcx
	movq	%rcx, -24(%rsp)
	movl	$8, %ecx
	cmovleq	%rax, %rcx
	cmpq	$10, %rsi
	movq	%rcx, -16(%rsp)
	movl	$9, %ecx
	cmovlq	%rax, %rcx
	movq	%rcx, (%rsp)
	movl	$10, %ecx
	cmovleq	%rax, %rcx
	cmpq	$12, %rsi
	movq	%rcx, -32(%rsp)
	movl	$11, %ecx
	cmovlq	%rax, %rcx
	movq	%rcx, -40(%rsp)
	movl	$12, %ecx
	cmovleq	%rax, %rcx
	cmpq	$14, %rsi
	movq	%rcx, -48(%rsp)
	movl	$14, %ecx
	cmovlq	%rax, %rdi
	cmovleq	%rax, %rcx
	cmpq	$16, %rsi
	movq	%rdi, -8(%rsp)
	movq	%rcx, 104(%rsp)
	movl	$16, %ecx
	cmovlq	%rax, %r9
	cmovleq	%rax, %rcx
	cmpq	$18, %rsi
	movq	%r9, 600(%rsp)
	movq	%rcx, 112(%rsp)
	movl	$18, %ecx
	cmovlq	%rax, %r10
	cmovleq	%rax, %rcx
	cmpq	$20, %rsi
	movq	%r10, 608(%rsp)
	movq	%rcx, 128(%rsp)
	movl	$19, %ecx
	cmovlq	%rax, %rcx
	movq	%rcx, 120(%rsp)
	movl	$20, %ecx
	cmovleq	%rax, %rcx
	cmpq	$22, %rsi
	movq	%rcx, -56(%rsp)
	movl	$21, %ecx
	cmovleq	%rax, %rbp
	cmovlq	%rax, %rcx
	cmpq	$24, %rsi
	movq	%rdx, %rsi
	movq	%rbp, 1328(%rsp)
	cmovlq	%rax, %r15
	imulq	%r8, %rsi
	movq	%rcx, 136(%rsp)
	movq	%rdx, %rcx
	movq	%r13, %rdx
	imulq	%r8, %rdx
	movq	%r14, %rax
	imulq	%r8, %rax
	imulq	%r8, %rdi
	imulq	%r8, %r9
	imulq	%r8, %r10
	imulq	%r8, %rbp
	movq	136(%rsp), %r12
	movq	%r15, 216(%rsp)
	movq	%rsi, 632(%rsp)
	movq	160(%rsp), %rsi
	movq	%rdx, 32(%rsp)
	movq	%rax, 80(%rsp)
	movq	%rdi, -128(%rsp)
	movq	104(%rsp), %rdi
	movq	%r9, 720(%rsp)
	movq	112(%rsp), %r9
	movq	%r10, -112(%rsp)
	movq	128(%rsp), %r10
	movq	%rbp, -88(%rsp)
	movq	-24(%rsp), %rbp
	imulq	%r8, %r12
	movq	%rsi, %r11
	imulq	%r8, %r11
	movq	%r12, -80(%rsp)
	movq	16(%rsp), %r12
	movq	%r11, 72(%rsp)
	movq	64(%rsp), %r11
	movq	%r11, %rdx
	imulq	%r8, %rdx
	movq	%rdx, 792(%rsp)
	movq	40(%rsp), %rdx
	movq	%rdx, %rax
	imulq	%r8, %rax
	movq	%rax, 48(%rsp)
	movq	16(%rsp), %rax
	imulq	%r8, %rax
	movq	%rax, 784(%rsp)
	movq	-24(%rsp), %rax
	imulq	%r8, %rax
	movq	%rax, 24(%rsp)
	movq	-16(%rsp), %rax
	imulq	%r8, %rax
	movq	%rax, 640(%rsp)
	movq	(%rsp), %rax
	imulq	%r8, %rax
	movq	%rax, -96(%rsp)
	movq	-32(%rsp), %rax
	imulq	%r8, %rax
	movq	%rax, 8(%rsp)
	movq	-40(%rsp), %rax
	imulq	%r8, %rax
	movq	%rax, 56(%rsp)
	movq	-48(%rsp), %rax
	imulq	%r8, %rax
	movq	%rax, -72(%rsp)
	movq	%rdi, %rax
	imulq	%r8, %rax
	movq	%rax, -64(%rsp)
	movq	%r9, %rax
	imulq	%r8, %rax
	movq	%rax, -120(%rsp)
	movq	%r10, %rax
	imulq	%r8, %rax
	movq	%rax, 1184(%rsp)
	movq	120(%rsp), %rax
	imulq	%r8, %rax
	movq	%rax, -104(%rsp)
	movq	-56(%rsp), %rax
	imulq	%r8, %rax
	imulq	%r15, %r8
	movq	-16(%rsp), %r15
	movq	%rax, 1120(%rsp)
	movq	2568(%rsp), %rax
	movq	%r8, 184(%rsp)
	imulq	%rax, %r11
	imulq	%rax, %rdx
	imulq	%rax, %r9
	imulq	%rax, %r14
	imulq	%rax, %rcx
	imulq	%rax, %rdi
	imulq	%rax, %r10
	imulq	%rax, %r13
	imulq	%rax, %rsi
	imulq	%rax, %r12
	imulq	%rax, %rbp
	imulq	%rax, %r15
	movq	%r11, 64(%rsp)
	movq	-32(%rsp), %r11
	movq	%rdx, 40(%rsp)
	movq	-40(%rsp), %rdx
	movq	%r9, 112(%rsp)
	movq	-56(%rsp), %r9
	movq	%r14, 624(%rsp)
	movq	(%rsp), %r14
	movq	%rcx, 616(%rsp)
	movq	1328(%rsp), %rcx
	movq	%rdi, 104(%rsp)
	movq	600(%rsp), %rdi
	movq	%r10, 128(%rsp)
	movq	120(%rsp), %r10
	movq	%rsi, 160(%rsp)
	movq	%r15, -16(%rsp)
	movq	%r13, 1320(%rsp)
	movq	%r12, 16(%rsp)
	movq	%rbp, -24(%rsp)
	imulq	%rax, %r11
	imulq	%rax, %rdx
	imulq	%rax, %r9
	imulq	%rax, %r14
	imulq	%rax, %r10
	imulq	%rax, %rdi
	imulq	%rax, %rcx
	movq	%r11, -32(%rsp)
	movq	-48(%rsp), %r11
	movq	%rdx, -40(%rsp)
	movq	-8(%rsp), %rdx
	movq	%r9, -56(%rsp)
	movq	216(%rsp), %r9
	movq	%r14, (%rsp)
	movq	%r10, 120(%rsp)
	imulq	%rax, %r11
	imulq	%rax, %rdx
	imulq	%rax, %r9
	movq	%r11, -48(%rsp)
	movq	136(%rsp), %r11
	movq	%rdx, -8(%rsp)
	movq	608(%rsp), %rdx
	movq	%r9, 216(%rsp)
	imulq	%rax, %rdx
	imulq	%rax, %r11
	movabsq	$.LCPI0_0, %rax
	cmpq	$0, 1248(%rsp)
	vpcmpgtd	(%rax), %zmm29, %k1
	movq	624(%rsp), %rax
	movq	%rdx, 608(%rsp)
	movq	%r11, 136(%rsp)
	vmovups	(%rsi,%rbx), %zmm3 {%k1} {z}
	movq	%rdi, %rsi
	movq	64(%rsp), %rdi
	vmovups	(%r11,%rbx), %zmm2 {%k1} {z}
	vmovups	(%r15,%rbx), %zmm8 {%k1} {z}
	movq	%rcx, %r15
	vmovups	(%r14,%rbx), %zmm9 {%k1} {z}
	movq	-32(%rsp), %r14
	vmovups	(%rax,%rbx), %zmm0 {%k1} {z}
	vmovups	(%r13,%rbx), %zmm13 {%k1} {z}
	vmovups	(%rbp,%rbx), %zmm7 {%k1} {z}
	vmovups	(%r12,%rbx), %zmm6 {%k1} {z}
	movq	616(%rsp), %rax
	vmovups	(%rsi,%rbx), %zmm19 {%k1} {z}
	movq	%rsi, 600(%rsp)
	vmovups	(%rdx,%rbx), %zmm25 {%k1} {z}
	movq	128(%rsp), %rsi
	movq	-56(%rsp), %rdx
	vmovups	(%r10,%rbx), %zmm27 {%k1} {z}
	movq	%r15, 1328(%rsp)
	vmovups	(%rdi,%rbx), %zmm4 {%k1} {z}
	movq	40(%rsp), %rdi
	vmovups	(%r14,%rbx), %zmm10 {%k1} {z}
	movq	-48(%rsp), %r14
	vmovups	(%rax,%rbx), %zmm1 {%k1} {z}
	vmovups	(%rsi,%rbx), %zmm26 {%k1} {z}
	vmovups	(%rdx,%rbx), %zmm29 {%k1} {z}
	vmovups	%zmm2, 928(%rsp)
	vmovups	(%r15,%rbx), %zmm2 {%k1} {z}
	vaddps	%zmm24, %zmm0, %zmm0
	vaddps	%zmm24, %zmm13, %zmm22
	vaddps	%zmm24, %zmm7, %zmm23
	vaddps	%zmm24, %zmm3, %zmm21
	vaddps	%zmm24, %zmm9, %zmm31
	vaddps	%zmm24, %zmm8, %zmm17
	vaddps	%zmm24, %zmm19, %zmm14
	vaddps	%zmm24, %zmm27, %zmm3
	vmovups	(%rdi,%rbx), %zmm5 {%k1} {z}
	movq	-40(%rsp), %rdi
	vmovups	(%r14,%rbx), %zmm12 {%k1} {z}
	movq	104(%rsp), %r14
	vmovups	%zmm0, 656(%rsp)
	vaddps	%zmm24, %zmm4, %zmm0
	vaddps	%zmm24, %zmm10, %zmm13
	vaddps	%zmm24, %zmm6, %zmm4
	vaddps	928(%rsp), %zmm24, %zmm10
	vaddps	%zmm24, %zmm29, %zmm9
	vmovups	(%rdi,%rbx), %zmm11 {%k1} {z}
	movq	-8(%rsp), %rdi
	vmovups	(%r14,%rbx), %zmm16 {%k1} {z}
	vmovups	%zmm2, 864(%rsp)
	vmovups	(%r9,%rbx), %zmm2 {%k1} {z}
	vaddps	864(%rsp), %zmm24, %zmm7
	vaddps	%zmm24, %zmm5, %zmm18
	vaddps	%zmm24, %zmm12, %zmm8
	vmovups	(%rdi,%rbx), %zmm15 {%k1} {z}
	movq	112(%rsp), %rdi
	vaddps	%zmm24, %zmm16, %zmm28
	vaddps	%zmm24, %zmm26, %zmm16
	vmovups	%zmm2, 800(%rsp)
	vaddps	%zmm24, %zmm1, %zmm2
	vaddps	%zmm24, %zmm11, %zmm1
	vmovups	(%rdi,%rbx), %zmm20 {%k1} {z}
	vaddps	800(%rsp), %zmm24, %zmm6
	vaddps	%zmm24, %zmm15, %zmm30
	vaddps	%zmm24, %zmm25, %zmm15
	vaddps	%zmm24, %zmm20, %zmm19
	jle	.LBB0_5
	movq	208(%rsp), %r9
	movq	48(%rsp), %rax
	movq	792(%rsp), %rcx
	movq	32(%rsp), %r13
	movq	-96(%rsp), %rbp
	vmovups	656(%rsp), %zmm29
	vmovaps	%zmm4, %zmm20
	leaq	(%r9,%r9,2), %r12
	addq	%r12, %rax
	leaq	(%rbp,%r12), %rdx
	movq	%rax, 88(%rsp)
	leaq	(%rcx,%r12), %rax
	movq	%rdx, 368(%rsp)
	movq	72(%rsp), %rdx
	movq	%rax, 96(%rsp)
	movq	72(%rsp), %rax
	leaq	(%rax,%r12), %rax
	movq	%rax, 152(%rsp)
	leaq	(%r13,%r12), %rax
	movq	%rax, 176(%rsp)
	movq	632(%rsp), %rax
	leaq	(%rax,%r12), %rax
	movq	%rax, 168(%rsp)
	movq	80(%rsp), %rax
	leaq	(%rax,%r12), %rax
	movq	%rax, 192(%rsp)
	movq	784(%rsp), %rax
	leaq	(%rax,%r12), %rax
	movq	%rax, 392(%rsp)
	movq	24(%rsp), %rax
	leaq	(%rax,%r12), %rax
	movq	%rax, 384(%rsp)
	movq	640(%rsp), %rax
	leaq	(%rax,%r12), %rax
	movq	%rax, 376(%rsp)
	movq	8(%rsp), %rax
	leaq	(%rax,%r12), %rsi
	movq	56(%rsp), %rax
	movq	%rsi, 360(%rsp)
	leaq	(%rax,%r12), %rsi
	movq	-72(%rsp), %rax
	movq	%rsi, 352(%rsp)
	movq	632(%rsp), %rsi
	leaq	(%rax,%r12), %rdi
	movq	-128(%rsp), %rax
	movq	%rdi, 344(%rsp)
	movq	640(%rsp), %rdi
	leaq	(%rax,%r12), %r10
	movq	-64(%rsp), %rax
	movq	%r10, 336(%rsp)
	movq	80(%rsp), %r10
	leaq	(%rax,%r12), %r11
	movq	720(%rsp), %rax
	movq	%r11, 328(%rsp)
	movq	56(%rsp), %r11
	leaq	(%rax,%r12), %rbx
	movq	-120(%rsp), %rax
	movq	%rbx, 320(%rsp)
	movq	%rcx, %rbx
	leaq	(%rax,%r12), %r14
	movq	-112(%rsp), %rax
	movq	%r14, 312(%rsp)
	movq	784(%rsp), %r14
	leaq	(%rax,%r12), %r15
	movq	1184(%rsp), %rax
	movq	%r15, 304(%rsp)
	leaq	(%rax,%r12), %r15
	movq	-104(%rsp), %rax
	movq	%r15, 296(%rsp)
	leaq	(%rax,%r12), %r15
	movq	1120(%rsp), %rax
	movq	%r15, 288(%rsp)
	leaq	(%rax,%r12), %r15
	movq	-80(%rsp), %rax
	movq	%r15, 280(%rsp)
	movq	24(%rsp), %r15
	addq	%r12, %rax
	movq	%rax, 272(%rsp)
	movq	-88(%rsp), %rax
	addq	%r12, %rax
	addq	%r8, %r12
	movq	%rax, 264(%rsp)
	leaq	(%r10,%r9,2), %rax
	movq	%rax, 256(%rsp)
	leaq	(%rsi,%r9,2), %rax
	movq	%rax, 248(%rsp)
	leaq	(%r13,%r9,2), %rax
	movq	%rax, 2416(%rsp)
	leaq	(%rdx,%r9,2), %rax
	movq	%rax, 2352(%rsp)
	leaq	(%rcx,%r9,2), %rax
	movq	48(%rsp), %rcx
	movq	%rax, 2288(%rsp)
	leaq	(%rcx,%r9,2), %rax
	movq	%rax, 2224(%rsp)
	leaq	(%r14,%r9,2), %rax
	movq	%rax, 2160(%rsp)
	leaq	(%r15,%r9,2), %rax
	movq	%rax, 2096(%rsp)
	leaq	(%rdi,%r9,2), %rax
	movq	%rax, 2032(%rsp)
	leaq	(%rbp,%r9,2), %rax
	movq	8(%rsp), %rbp
	movq	%rax, 1968(%rsp)
	leaq	(%rbp,%r9,2), %rax
	movq	%rax, 1904(%rsp)
	leaq	(%r11,%r9,2), %rax
	movq	%rax, 1840(%rsp)
	movq	-72(%rsp), %rax
	leaq	(%rax,%r9,2), %rax
	movq	%rax, 1776(%rsp)
	movq	-128(%rsp), %rax
	leaq	(%rax,%r9,2), %rax
	movq	%rax, 1712(%rsp)
	movq	-64(%rsp), %rax
	leaq	(%rax,%r9,2), %rax
	movq	%rax, 1648(%rsp)
	movq	720(%rsp), %rax
	leaq	(%rax,%r9,2), %rax
	movq	%rax, 1584(%rsp)
	movq	-120(%rsp), %rax
	leaq	(%rax,%r9,2), %rax
	movq	%rax, 1520(%rsp)
	movq	-112(%rsp), %rax
	leaq	(%rax,%r9,2), %rax
	movq	%rax, 240(%rsp)
	movq	1184(%rsp), %rax
	leaq	(%rax,%r9,2), %rax
	movq	%rax, 232(%rsp)
	movq	-104(%rsp), %rax
	leaq	(%rax,%r9,2), %rax
	movq	%rax, 1456(%rsp)
	movq	1120(%rsp), %rax
	leaq	(%rax,%r9,2), %rax
	movq	%rax, 224(%rsp)
	movq	-80(%rsp), %rax
	leaq	(%rax,%r9,2), %rax
	movq	%rax, 1392(%rsp)
	movq	-88(%rsp), %rax
	leaq	(%rax,%r9,2), %rax
	movq	%rax, 592(%rsp)
	leaq	(%r8,%r9,2), %rax
	movq	%rax, 584(%rsp)
	leaq	(%r9,%r10), %rax
	movq	%rax, 576(%rsp)
	leaq	(%r9,%rsi), %rax
	movq	%r14, %rsi
	movq	%rax, 568(%rsp)
	leaq	(%r9,%r13), %rax
	movq	%rdx, %r13
	movq	%rax, 560(%rsp)
	leaq	(%r9,%rdx), %rax
	movq	%r10, %rdx
	movq	%r13, %r10
	movq	%rax, 552(%rsp)
	leaq	(%r9,%rbx), %rax
	movq	2552(%rsp), %rbx
	movq	%rax, 544(%rsp)
	leaq	(%r9,%rcx), %rax
	movq	%r15, %rcx
	movq	%rcx, %r13
	movq	56(%rsp), %rcx
	movq	%rax, 536(%rsp)
	leaq	(%r9,%r14), %rax
	movq	792(%rsp), %r14
	movq	%rax, 528(%rsp)
	leaq	(%r9,%r15), %rax
	movq	632(%rsp), %r15
	movq	%rax, 520(%rsp)
	leaq	(%r9,%rdi), %rax
	movq	400(%rsp), %rdi
	movq	%rax, 512(%rsp)
	movq	-96(%rsp), %rax
	leaq	(%r9,%rax), %rax
	movq	%rax, 504(%rsp)
	leaq	(%r9,%rbp), %rax
	movq	640(%rsp), %rbp
	movq	%rax, 496(%rsp)
	leaq	(%r9,%r11), %rax
	movq	48(%rsp), %r11
	movq	%rax, 488(%rsp)
	movq	-72(%rsp), %rax
	leaq	(%r9,%rax), %rax
	movq	%rax, 480(%rsp)
	movq	-128(%rsp), %rax
	leaq	(%r9,%rax), %rax
	movq	%rax, 472(%rsp)
	movq	-64(%rsp), %rax
	leaq	(%r9,%rax), %rax
	movq	%rax, 464(%rsp)
	movq	720(%rsp), %rax
	leaq	(%r9,%rax), %rax
	movq	%rax, 456(%rsp)
	movq	-120(%rsp), %rax
	leaq	(%r9,%rax), %rax
	movq	%rax, 448(%rsp)
	movq	-112(%rsp), %rax
	leaq	(%r9,%rax), %rax
	movq	%rax, 440(%rsp)
	movq	1184(%rsp), %rax
	leaq	(%r9,%rax), %rax
	movq	%rax, 432(%rsp)
	movq	-104(%rsp), %rax
	leaq	(%r9,%rax), %rax
	movq	%rax, 424(%rsp)
	movq	1120(%rsp), %rax
	leaq	(%r9,%rax), %rax
	movq	%rax, 416(%rsp)
	movq	-80(%rsp), %rax
	addq	%r9, %rax
	movq	%rax, 408(%rsp)
	movq	-88(%rsp), %rax
	addq	%r9, %rax
	movq	%rax, 200(%rsp)
	leaq	(%r9,%r8), %rax
	movq	%rax, 144(%rsp)
	xorl	%eax, %eax
	.p2align	4
.LBB0_36:
	vbroadcastss	(%rdx,%rdi), %zmm4
	vmovups	(%rbx), %zmm26
	vbroadcastss	(%r15,%rdi), %zmm5
	movq	32(%rsp), %r8
	vmovaps	%zmm1, %zmm12
	vmovups	64(%rbx), %zmm27
	vmovups	128(%rbx), %zmm25
	addq	$4, %rax
	vcmpeqps	%zmm24, %zmm26, %k0
	vcmpeqps	%zmm24, %zmm4, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm4, %zmm26, %zmm4 {%k2} {z}
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vaddps	%zmm4, %zmm29, %zmm11
	vmulps	%zmm5, %zmm26, %zmm4 {%k2} {z}
	vmovaps	%zmm6, %zmm5
	vbroadcastss	(%r10,%rdi), %zmm6
	vaddps	%zmm4, %zmm2, %zmm1
	vmovups	%zmm1, 656(%rsp)
	vbroadcastss	(%r8,%rdi), %zmm1
	movq	-96(%rsp), %r8
	vcmpeqps	%zmm24, %zmm1, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm1, %zmm26, %zmm4 {%k2} {z}
	vbroadcastss	(%r14,%rdi), %zmm1
	vcmpeqps	%zmm24, %zmm6, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vaddps	%zmm4, %zmm22, %zmm22
	vmulps	%zmm6, %zmm26, %zmm2 {%k2} {z}
	vmovaps	%zmm15, %zmm6
	vaddps	%zmm2, %zmm21, %zmm29
	vcmpeqps	%zmm24, %zmm1, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm1, %zmm26, %zmm2 {%k2} {z}
	vbroadcastss	(%r11,%rdi), %zmm1
	vaddps	%zmm2, %zmm0, %zmm0
	vbroadcastss	(%rsi,%rdi), %zmm2
	vmovups	%zmm0, 928(%rsp)
	vcmpeqps	%zmm24, %zmm1, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm1, %zmm26, %zmm0 {%k2} {z}
	vcmpeqps	%zmm24, %zmm2, %k2
	vbroadcastss	(%rbp,%rdi), %zmm1
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vaddps	%zmm0, %zmm18, %zmm21
	vmovaps	%zmm16, %zmm18
	vmulps	%zmm2, %zmm26, %zmm0 {%k2} {z}
	vbroadcastss	(%r13,%rdi), %zmm2
	vaddps	%zmm0, %zmm20, %zmm15
	vcmpeqps	%zmm24, %zmm2, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm2, %zmm26, %zmm0 {%k2} {z}
	vcmpeqps	%zmm24, %zmm1, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vaddps	%zmm0, %zmm23, %zmm16
	vmulps	%zmm1, %zmm26, %zmm0 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm1
	movq	8(%rsp), %r8
	vaddps	%zmm0, %zmm17, %zmm23
	vbroadcastss	(%r8,%rdi), %zmm2
	movq	-72(%rsp), %r8
	vcmpeqps	%zmm24, %zmm1, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm1, %zmm26, %zmm0 {%k2} {z}
	vbroadcastss	(%rcx,%rdi), %zmm1
	vcmpeqps	%zmm24, %zmm2, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm0, %zmm31, %zmm17
	knotw	%k2, %k2
	vmulps	%zmm2, %zmm26, %zmm0 {%k2} {z}
	vaddps	%zmm0, %zmm13, %zmm13
	vcmpeqps	%zmm24, %zmm1, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm1, %zmm26, %zmm0 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm1
	movq	-128(%rsp), %r8
	vaddps	%zmm0, %zmm12, %zmm20
	vbroadcastss	(%r8,%rdi), %zmm2
	movq	-64(%rsp), %r8
	vcmpeqps	%zmm24, %zmm1, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm1, %zmm26, %zmm0 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm1
	movq	720(%rsp), %r8
	vcmpeqps	%zmm24, %zmm2, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm0, %zmm8, %zmm12
	knotw	%k2, %k2
	vmulps	%zmm2, %zmm26, %zmm0 {%k2} {z}
	vaddps	%zmm0, %zmm30, %zmm0
	vcmpeqps	%zmm24, %zmm1, %k2
	korw	%k2, %k0, %k2
	vmovups	%zmm0, 864(%rsp)
	knotw	%k2, %k2
	vmulps	%zmm1, %zmm26, %zmm0 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm1
	movq	-120(%rsp), %r8
	vaddps	%zmm0, %zmm28, %zmm4
	vbroadcastss	(%r8,%rdi), %zmm2
	movq	-112(%rsp), %r8
	vcmpeqps	%zmm24, %zmm1, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm1, %zmm26, %zmm0 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm1
	movq	1184(%rsp), %r8
	vcmpeqps	%zmm24, %zmm2, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm0, %zmm14, %zmm8
	knotw	%k2, %k2
	vmulps	%zmm2, %zmm26, %zmm0 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm2
	movq	-104(%rsp), %r8
	vaddps	%zmm0, %zmm19, %zmm0
	vcmpeqps	%zmm24, %zmm1, %k2
	vbroadcastss	(%r8,%rdi), %zmm14
	movq	1120(%rsp), %r8
	korw	%k2, %k0, %k2
	vmovups	%zmm0, 800(%rsp)
	knotw	%k2, %k2
	vmulps	%zmm1, %zmm26, %zmm0 {%k2} {z}
	vcmpeqps	%zmm24, %zmm2, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm0, %zmm6, %zmm1
	knotw	%k2, %k2
	vmulps	%zmm2, %zmm26, %zmm0 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm2
	movq	-80(%rsp), %r8
	vcmpeqps	%zmm24, %zmm14, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm0, %zmm18, %zmm6
	knotw	%k2, %k2
	vmulps	%zmm14, %zmm26, %zmm0 {%k2} {z}
	vaddps	%zmm0, %zmm3, %zmm0
	vbroadcastss	(%r8,%rdi), %zmm3
	movq	-88(%rsp), %r8
	vcmpeqps	%zmm24, %zmm2, %k2
	korw	%k2, %k0, %k2
	vmovups	%zmm0, 1056(%rsp)
	knotw	%k2, %k2
	vmulps	%zmm2, %zmm26, %zmm0 {%k2} {z}
	vaddps	%zmm0, %zmm9, %zmm2
	vbroadcastss	(%r8,%rdi), %zmm9
	movq	184(%rsp), %r8
	vcmpeqps	%zmm24, %zmm3, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm3, %zmm26, %zmm0 {%k2} {z}
	vmovaps	%zmm7, %zmm3
	vaddps	%zmm0, %zmm10, %zmm7
	vcmpeqps	%zmm24, %zmm9, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm9, %zmm26, %zmm0 {%k2} {z}
	vaddps	%zmm0, %zmm3, %zmm0
	vbroadcastss	(%r8,%rdi), %zmm3
	movq	576(%rsp), %r8
	vmovups	%zmm0, 992(%rsp)
	vcmpeqps	%zmm24, %zmm3, %k2
	korw	%k2, %k0, %k0
	knotw	%k0, %k2
	vcmpeqps	%zmm24, %zmm27, %k0
	vmulps	%zmm3, %zmm26, %zmm0 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm3
	movq	568(%rsp), %r8
	vmovups	192(%rbx), %zmm26
	addq	$256, %rbx
	vaddps	%zmm0, %zmm5, %zmm0
	vbroadcastss	(%r8,%rdi), %zmm9
	movq	560(%rsp), %r8
	vcmpeqps	%zmm24, %zmm3, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm3, %zmm27, %zmm3 {%k2} {z}
	vcmpeqps	%zmm24, %zmm9, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm3, %zmm11, %zmm3
	knotw	%k2, %k2
	vmulps	%zmm9, %zmm27, %zmm5 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm9
	movq	552(%rsp), %r8
	vaddps	656(%rsp), %zmm5, %zmm18
	vbroadcastss	(%r8,%rdi), %zmm10
	movq	544(%rsp), %r8
	vcmpeqps	%zmm24, %zmm9, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm9, %zmm27, %zmm5 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm9
	movq	536(%rsp), %r8
	vcmpeqps	%zmm24, %zmm10, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm5, %zmm22, %zmm30
	knotw	%k2, %k2
	vmulps	%zmm10, %zmm27, %zmm5 {%k2} {z}
	vaddps	%zmm5, %zmm29, %zmm31
	vcmpeqps	%zmm24, %zmm9, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm9, %zmm27, %zmm5 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm9
	movq	528(%rsp), %r8
	vaddps	928(%rsp), %zmm5, %zmm14
	vbroadcastss	(%r8,%rdi), %zmm10
	movq	520(%rsp), %r8
	vcmpeqps	%zmm24, %zmm9, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm9, %zmm27, %zmm5 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm9
	movq	512(%rsp), %r8
	vcmpeqps	%zmm24, %zmm10, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm5, %zmm21, %zmm28
	knotw	%k2, %k2
	vmulps	%zmm10, %zmm27, %zmm5 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm10
	movq	504(%rsp), %r8
	vaddps	%zmm5, %zmm15, %zmm29
	vcmpeqps	%zmm24, %zmm9, %k2
	vbroadcastss	(%r8,%rdi), %zmm11
	movq	496(%rsp), %r8
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm9, %zmm27, %zmm5 {%k2} {z}
	vcmpeqps	%zmm24, %zmm10, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm5, %zmm16, %zmm9
	knotw	%k2, %k2
	vmulps	%zmm10, %zmm27, %zmm5 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm10
	movq	488(%rsp), %r8
	vcmpeqps	%zmm24, %zmm11, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm5, %zmm23, %zmm22
	knotw	%k2, %k2
	vmulps	%zmm11, %zmm27, %zmm5 {%k2} {z}
	vaddps	%zmm5, %zmm17, %zmm23
	vcmpeqps	%zmm24, %zmm10, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm10, %zmm27, %zmm5 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm10
	movq	480(%rsp), %r8
	vaddps	%zmm5, %zmm13, %zmm19
	vbroadcastss	(%r8,%rdi), %zmm11
	movq	472(%rsp), %r8
	vcmpeqps	%zmm24, %zmm10, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm10, %zmm27, %zmm5 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm10
	movq	464(%rsp), %r8
	vcmpeqps	%zmm24, %zmm11, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm5, %zmm20, %zmm20
	knotw	%k2, %k2
	vmulps	%zmm11, %zmm27, %zmm5 {%k2} {z}
	vaddps	%zmm5, %zmm12, %zmm21
	vcmpeqps	%zmm24, %zmm10, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm10, %zmm27, %zmm5 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm10
	movq	456(%rsp), %r8
	vaddps	864(%rsp), %zmm5, %zmm15
	vcmpeqps	%zmm24, %zmm10, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm10, %zmm27, %zmm5 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm10
	movq	448(%rsp), %r8
	vaddps	%zmm5, %zmm4, %zmm16
	vbroadcastss	(%r8,%rdi), %zmm5
	movq	440(%rsp), %r8
	vcmpeqps	%zmm24, %zmm10, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm10, %zmm27, %zmm4 {%k2} {z}
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm4, %zmm8, %zmm17
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm27, %zmm4 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm5
	movq	432(%rsp), %r8
	vaddps	800(%rsp), %zmm4, %zmm10
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm27, %zmm4 {%k2} {z}
	vaddps	%zmm4, %zmm1, %zmm11
	vbroadcastss	(%r8,%rdi), %zmm4
	movq	424(%rsp), %r8
	vbroadcastss	(%r8,%rdi), %zmm5
	movq	416(%rsp), %r8
	vcmpeqps	%zmm24, %zmm4, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm4, %zmm27, %zmm1 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm4
	movq	408(%rsp), %r8
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm1, %zmm6, %zmm12
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm27, %zmm1 {%k2} {z}
	vaddps	1056(%rsp), %zmm1, %zmm5
	vcmpeqps	%zmm24, %zmm4, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm4, %zmm27, %zmm1 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm4
	movq	200(%rsp), %r8
	vaddps	%zmm1, %zmm2, %zmm6
	vbroadcastss	(%r8,%rdi), %zmm2
	movq	144(%rsp), %r8
	vcmpeqps	%zmm24, %zmm4, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm4, %zmm27, %zmm1 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm4
	movq	256(%rsp), %r8
	vcmpeqps	%zmm24, %zmm2, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm1, %zmm7, %zmm7
	knotw	%k2, %k2
	vmulps	%zmm2, %zmm27, %zmm1 {%k2} {z}
	vaddps	992(%rsp), %zmm1, %zmm2
	vcmpeqps	%zmm24, %zmm4, %k2
	korw	%k2, %k0, %k0
	knotw	%k0, %k2
	vcmpeqps	%zmm24, %zmm25, %k0
	vmulps	%zmm4, %zmm27, %zmm1 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm4
	movq	248(%rsp), %r8
	vaddps	%zmm1, %zmm0, %zmm0
	vbroadcastss	(%r8,%rdi), %zmm8
	movq	2416(%rsp), %r8
	vcmpeqps	%zmm24, %zmm4, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm4, %zmm25, %zmm1 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm4
	movq	2352(%rsp), %r8
	vcmpeqps	%zmm24, %zmm8, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm1, %zmm3, %zmm3
	knotw	%k2, %k2
	vmulps	%zmm8, %zmm25, %zmm1 {%k2} {z}
	vaddps	%zmm1, %zmm18, %zmm13
	vcmpeqps	%zmm24, %zmm4, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm4, %zmm25, %zmm1 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm4
	movq	2288(%rsp), %r8
	vaddps	%zmm1, %zmm30, %zmm8
	vcmpeqps	%zmm24, %zmm4, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm4, %zmm25, %zmm1 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm4
	movq	2224(%rsp), %r8
	vaddps	%zmm1, %zmm31, %zmm1
	vbroadcastss	(%r8,%rdi), %zmm27
	movq	2160(%rsp), %r8
	vcmpeqps	%zmm24, %zmm4, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm4, %zmm25, %zmm4 {%k2} {z}
	vcmpeqps	%zmm24, %zmm27, %k2
	vaddps	%zmm4, %zmm14, %zmm18
	vbroadcastss	(%r8,%rdi), %zmm14
	movq	2096(%rsp), %r8
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm27, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm27
	movq	2032(%rsp), %r8
	vaddps	%zmm4, %zmm28, %zmm31
	vcmpeqps	%zmm24, %zmm14, %k2
	vbroadcastss	(%r8,%rdi), %zmm28
	movq	1968(%rsp), %r8
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm14, %zmm25, %zmm4 {%k2} {z}
	vcmpeqps	%zmm24, %zmm27, %k2
	vbroadcastss	(%r8,%rdi), %zmm14
	movq	1904(%rsp), %r8
	korw	%k2, %k0, %k2
	vaddps	%zmm4, %zmm29, %zmm4
	knotw	%k2, %k2
	vmulps	%zmm27, %zmm25, %zmm27 {%k2} {z}
	vcmpeqps	%zmm24, %zmm28, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm27, %zmm9, %zmm30
	knotw	%k2, %k2
	vmulps	%zmm28, %zmm25, %zmm9 {%k2} {z}
	vcmpeqps	%zmm24, %zmm14, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm9, %zmm22, %zmm28
	vbroadcastss	(%r8,%rdi), %zmm22
	movq	1840(%rsp), %r8
	knotw	%k2, %k2
	vmulps	%zmm14, %zmm25, %zmm9 {%k2} {z}
	vaddps	%zmm9, %zmm23, %zmm9
	vmovups	%zmm9, 656(%rsp)
	vbroadcastss	(%r8,%rdi), %zmm9
	movq	1776(%rsp), %r8
	vcmpeqps	%zmm24, %zmm22, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vbroadcastss	(%r8,%rdi), %zmm14
	vmulps	%zmm22, %zmm25, %zmm22 {%k2} {z}
	movq	1712(%rsp), %r8
	vaddps	%zmm22, %zmm19, %zmm19
	vcmpeqps	%zmm24, %zmm9, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm9, %zmm25, %zmm22 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm9
	movq	1648(%rsp), %r8
	vcmpeqps	%zmm24, %zmm14, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm22, %zmm20, %zmm22
	knotw	%k2, %k2
	vmulps	%zmm14, %zmm25, %zmm20 {%k2} {z}
	vaddps	%zmm20, %zmm21, %zmm27
	vbroadcastss	(%r8,%rdi), %zmm21
	movq	1584(%rsp), %r8
	vcmpeqps	%zmm24, %zmm9, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vbroadcastss	(%r8,%rdi), %zmm14
	vmulps	%zmm9, %zmm25, %zmm20 {%k2} {z}
	movq	1520(%rsp), %r8
	vaddps	%zmm20, %zmm15, %zmm9
	vcmpeqps	%zmm24, %zmm21, %k2
	vbroadcastss	(%r8,%rdi), %zmm20
	movq	240(%rsp), %r8
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm21, %zmm25, %zmm15 {%k2} {z}
	vcmpeqps	%zmm24, %zmm14, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm15, %zmm16, %zmm15
	knotw	%k2, %k2
	vmulps	%zmm14, %zmm25, %zmm16 {%k2} {z}
	vcmpeqps	%zmm24, %zmm20, %k2
	vaddps	%zmm16, %zmm17, %zmm14
	vbroadcastss	(%r8,%rdi), %zmm17
	korw	%k2, %k0, %k2
	movq	232(%rsp), %r8
	knotw	%k2, %k2
	vmulps	%zmm20, %zmm25, %zmm16 {%k2} {z}
	vaddps	%zmm16, %zmm10, %zmm16
	vcmpeqps	%zmm24, %zmm17, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm17, %zmm25, %zmm10 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm17
	movq	1456(%rsp), %r8
	vaddps	%zmm10, %zmm11, %zmm11
	vbroadcastss	(%r8,%rdi), %zmm20
	movq	224(%rsp), %r8
	vcmpeqps	%zmm24, %zmm17, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm17, %zmm25, %zmm10 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm17
	movq	1392(%rsp), %r8
	vcmpeqps	%zmm24, %zmm20, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm10, %zmm12, %zmm10
	knotw	%k2, %k2
	vmulps	%zmm20, %zmm25, %zmm12 {%k2} {z}
	vaddps	%zmm12, %zmm5, %zmm12
	vcmpeqps	%zmm24, %zmm17, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm17, %zmm25, %zmm5 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm17
	movq	592(%rsp), %r8
	vaddps	%zmm5, %zmm6, %zmm6
	vbroadcastss	(%r8,%rdi), %zmm20
	movq	584(%rsp), %r8
	vcmpeqps	%zmm24, %zmm17, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm17, %zmm25, %zmm5 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm17
	movq	192(%rsp), %r8
	vcmpeqps	%zmm24, %zmm20, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm5, %zmm7, %zmm5
	knotw	%k2, %k2
	vmulps	%zmm20, %zmm25, %zmm7 {%k2} {z}
	vaddps	%zmm7, %zmm2, %zmm7
	vcmpeqps	%zmm24, %zmm17, %k2
	korw	%k2, %k0, %k0
	knotw	%k0, %k2
	vcmpeqps	%zmm24, %zmm26, %k0
	vmulps	%zmm17, %zmm25, %zmm2 {%k2} {z}
	vaddps	%zmm2, %zmm0, %zmm25
	vbroadcastss	(%r8,%rdi), %zmm2
	movq	168(%rsp), %r8
	vcmpeqps	%zmm24, %zmm2, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm2, %zmm26, %zmm0 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm2
	movq	176(%rsp), %r8
	vaddps	%zmm0, %zmm3, %zmm29
	vcmpeqps	%zmm24, %zmm2, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm2, %zmm26, %zmm0 {%k2} {z}
	vaddps	%zmm0, %zmm13, %zmm2
	vbroadcastss	(%r8,%rdi), %zmm13
	movq	152(%rsp), %r8
	vbroadcastss	(%r8,%rdi), %zmm3
	movq	96(%rsp), %r8
	vcmpeqps	%zmm24, %zmm13, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm13, %zmm26, %zmm0 {%k2} {z}
	vcmpeqps	%zmm24, %zmm3, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm0, %zmm8, %zmm8
	knotw	%k2, %k2
	vmulps	%zmm3, %zmm26, %zmm0 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm3
	movq	88(%rsp), %r8
	vaddps	%zmm0, %zmm1, %zmm21
	vbroadcastss	(%r8,%rdi), %zmm13
	movq	392(%rsp), %r8
	vcmpeqps	%zmm24, %zmm3, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm3, %zmm26, %zmm0 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm3
	movq	384(%rsp), %r8
	vcmpeqps	%zmm24, %zmm13, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm0, %zmm18, %zmm0
	knotw	%k2, %k2
	vmulps	%zmm13, %zmm26, %zmm1 {%k2} {z}
	vaddps	%zmm1, %zmm31, %zmm18
	vcmpeqps	%zmm24, %zmm3, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm3, %zmm26, %zmm1 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm3
	movq	376(%rsp), %r8
	vaddps	%zmm1, %zmm4, %zmm20
	vcmpeqps	%zmm24, %zmm3, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm3, %zmm26, %zmm1 {%k2} {z}
	vaddps	%zmm1, %zmm30, %zmm23
	vbroadcastss	(%r8,%rdi), %zmm1
	movq	368(%rsp), %r8
	vbroadcastss	(%r8,%rdi), %zmm4
	movq	360(%rsp), %r8
	vcmpeqps	%zmm24, %zmm1, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm1, %zmm26, %zmm3 {%k2} {z}
	vcmpeqps	%zmm24, %zmm4, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm3, %zmm28, %zmm17
	knotw	%k2, %k2
	vmulps	%zmm4, %zmm26, %zmm3 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm4
	movq	352(%rsp), %r8
	vaddps	656(%rsp), %zmm3, %zmm31
	vbroadcastss	(%r8,%rdi), %zmm1
	movq	344(%rsp), %r8
	vcmpeqps	%zmm24, %zmm4, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm4, %zmm26, %zmm3 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm4
	movq	336(%rsp), %r8
	vcmpeqps	%zmm24, %zmm1, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm3, %zmm19, %zmm13
	knotw	%k2, %k2
	vmulps	%zmm1, %zmm26, %zmm3 {%k2} {z}
	vaddps	%zmm3, %zmm22, %zmm1
	vmovaps	%zmm8, %zmm22
	vcmpeqps	%zmm24, %zmm4, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm4, %zmm26, %zmm3 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm4
	movq	328(%rsp), %r8
	vaddps	%zmm3, %zmm27, %zmm8
	vcmpeqps	%zmm24, %zmm4, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm4, %zmm26, %zmm4 {%k2} {z}
	vaddps	%zmm4, %zmm9, %zmm30
	vbroadcastss	(%r8,%rdi), %zmm9
	movq	320(%rsp), %r8
	vbroadcastss	(%r8,%rdi), %zmm3
	movq	312(%rsp), %r8
	vcmpeqps	%zmm24, %zmm9, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm9, %zmm26, %zmm4 {%k2} {z}
	vcmpeqps	%zmm24, %zmm3, %k2
	vaddps	%zmm4, %zmm15, %zmm28
	vbroadcastss	(%r8,%rdi), %zmm15
	movq	304(%rsp), %r8
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm3, %zmm26, %zmm4 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm9
	movq	296(%rsp), %r8
	vaddps	%zmm4, %zmm14, %zmm14
	vcmpeqps	%zmm24, %zmm15, %k2
	vbroadcastss	(%r8,%rdi), %zmm3
	movq	288(%rsp), %r8
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm15, %zmm26, %zmm4 {%k2} {z}
	vcmpeqps	%zmm24, %zmm9, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm4, %zmm16, %zmm19
	knotw	%k2, %k2
	vmulps	%zmm9, %zmm26, %zmm4 {%k2} {z}
	vcmpeqps	%zmm24, %zmm3, %k2
	vaddps	%zmm4, %zmm11, %zmm15
	vbroadcastss	(%r8,%rdi), %zmm11
	movq	280(%rsp), %r8
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm3, %zmm26, %zmm4 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm9
	vaddps	%zmm4, %zmm10, %zmm16
	movq	272(%rsp), %r8
	vcmpeqps	%zmm24, %zmm11, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm11, %zmm26, %zmm4 {%k2} {z}
	vcmpeqps	%zmm24, %zmm9, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm4, %zmm12, %zmm3
	knotw	%k2, %k2
	vmulps	%zmm9, %zmm26, %zmm4 {%k2} {z}
	vaddps	%zmm4, %zmm6, %zmm9
	vbroadcastss	(%r8,%rdi), %zmm6
	movq	264(%rsp), %r8
	vcmpeqps	%zmm24, %zmm6, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm6, %zmm26, %zmm4 {%k2} {z}
	vbroadcastss	(%r8,%rdi), %zmm6
	leaq	(,%r9,4), %r8
	vaddps	%zmm4, %zmm5, %zmm10
	vbroadcastss	(%r12,%rdi), %zmm5
	addq	%r8, %rdi
	vcmpeqps	%zmm24, %zmm6, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm6, %zmm26, %zmm4 {%k2} {z}
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k0
	knotw	%k0, %k2
	vaddps	%zmm4, %zmm7, %zmm7
	vmulps	%zmm5, %zmm26, %zmm4 {%k2} {z}
	vaddps	%zmm4, %zmm25, %zmm6
	cmpq	1248(%rsp), %rax
	jl	.LBB0_36
	jmp	.LBB0_6
.LBB0_5:
	vmovups	656(%rsp), %zmm29
	movq	632(%rsp), %r15
	movq	792(%rsp), %r14
	movq	784(%rsp), %rsi
	movq	208(%rsp), %r9
	vmovaps	%zmm4, %zmm20
.LBB0_6:
	movq	2560(%rsp), %rax
	movq	%r15, %rdx
	movq	1248(%rsp), %r15
	movq	8(%rsp), %r12
	movq	32(%rsp), %r10
	vmovaps	%zmm20, %zmm4
	addq	%rax, 624(%rsp)
	addq	%rax, 616(%rsp)
	addq	%rax, 1320(%rsp)
	addq	%rax, 160(%rsp)
	addq	%rax, 64(%rsp)
	addq	%rax, 40(%rsp)
	addq	%rax, 16(%rsp)
	addq	%rax, -24(%rsp)
	addq	%rax, -16(%rsp)
	addq	%rax, (%rsp)
	addq	%rax, -32(%rsp)
	addq	%rax, -40(%rsp)
	addq	%rax, -48(%rsp)
	addq	%rax, -8(%rsp)
	addq	%rax, 104(%rsp)
	addq	%rax, 600(%rsp)
	addq	%rax, 112(%rsp)
	addq	%rax, 608(%rsp)
	addq	%rax, 128(%rsp)
	addq	%rax, 120(%rsp)
	addq	%rax, -56(%rsp)
	addq	%rax, 136(%rsp)
	addq	%rax, 1328(%rsp)
	addq	%rax, 216(%rsp)
	movq	%r15, %rax
	subq	2584(%rsp), %rax
	jge	.LBB0_7
	movq	400(%rsp), %rbx
	movq	%r15, %rcx
	imulq	%r9, %r15
	movq	2552(%rsp), %rdi
	movq	%rdx, %r8
	movq	%r10, %rdx
	movq	640(%rsp), %r13
	movq	-72(%rsp), %r9
	movq	-64(%rsp), %r10
	movq	-120(%rsp), %r11
	movq	1120(%rsp), %rbp
	shlq	$6, %rcx
	vmovaps	%zmm8, %zmm11
	vmovaps	%zmm17, %zmm12
	vmovaps	%zmm23, %zmm17
	vmovaps	%zmm18, %zmm20
	vxorps	%xmm24, %xmm24, %xmm24
	vmovaps	%zmm13, %zmm8
	vmovaps	%zmm4, %zmm18
	vmovaps	%zmm21, %zmm23
	addq	%r15, %rbx
	movq	1184(%rsp), %r15
	addq	%rcx, %rdi
	.p2align	4
.LBB0_38:
	movq	80(%rsp), %rcx
	vmovups	(%rdi), %zmm25
	vbroadcastss	(%r8,%rbx), %zmm5
	addq	$64, %rdi
	vbroadcastss	(%rcx,%rbx), %zmm4
	movq	72(%rsp), %rcx
	vcmpeqps	%zmm24, %zmm25, %k0
	vbroadcastss	(%rcx,%rbx), %zmm13
	movq	48(%rsp), %rcx
	vcmpeqps	%zmm24, %zmm4, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm4, %zmm25, %zmm4 {%k2} {z}
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vaddps	%zmm4, %zmm29, %zmm29
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%rdx,%rbx), %zmm5
	vaddps	%zmm4, %zmm2, %zmm2
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%r14,%rbx), %zmm5
	vcmpeqps	%zmm24, %zmm13, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vaddps	%zmm4, %zmm22, %zmm22
	vmulps	%zmm13, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%rsi,%rbx), %zmm13
	vaddps	%zmm4, %zmm23, %zmm23
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%rcx,%rbx), %zmm5
	movq	24(%rsp), %rcx
	vaddps	%zmm4, %zmm0, %zmm0
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%rcx,%rbx), %zmm5
	vcmpeqps	%zmm24, %zmm13, %k2
	movq	-96(%rsp), %rcx
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vaddps	%zmm4, %zmm20, %zmm20
	vmulps	%zmm13, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%rcx,%rbx), %zmm13
	movq	56(%rsp), %rcx
	vaddps	%zmm4, %zmm18, %zmm18
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%r13,%rbx), %zmm5
	vaddps	%zmm4, %zmm17, %zmm17
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%r12,%rbx), %zmm5
	vcmpeqps	%zmm24, %zmm13, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vaddps	%zmm4, %zmm12, %zmm12
	vmulps	%zmm13, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%r9,%rbx), %zmm13
	vaddps	%zmm4, %zmm31, %zmm31
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%rcx,%rbx), %zmm5
	movq	-128(%rsp), %rcx
	vaddps	%zmm4, %zmm8, %zmm8
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%rcx,%rbx), %zmm5
	vcmpeqps	%zmm24, %zmm13, %k2
	movq	720(%rsp), %rcx
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vaddps	%zmm4, %zmm1, %zmm1
	vmulps	%zmm13, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%rcx,%rbx), %zmm13
	movq	-112(%rsp), %rcx
	vaddps	%zmm4, %zmm11, %zmm11
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%r10,%rbx), %zmm5
	vaddps	%zmm4, %zmm30, %zmm30
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%r11,%rbx), %zmm5
	vcmpeqps	%zmm24, %zmm13, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vaddps	%zmm4, %zmm28, %zmm28
	vmulps	%zmm13, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%r15,%rbx), %zmm13
	vaddps	%zmm4, %zmm14, %zmm14
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%rcx,%rbx), %zmm5
	movq	-104(%rsp), %rcx
	vaddps	%zmm4, %zmm19, %zmm19
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%rcx,%rbx), %zmm5
	vcmpeqps	%zmm24, %zmm13, %k2
	movq	-80(%rsp), %rcx
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vaddps	%zmm4, %zmm15, %zmm15
	vmulps	%zmm13, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%rcx,%rbx), %zmm13
	movq	-88(%rsp), %rcx
	vaddps	%zmm4, %zmm16, %zmm16
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%rbp,%rbx), %zmm5
	vaddps	%zmm4, %zmm3, %zmm3
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%rcx,%rbx), %zmm5
	vcmpeqps	%zmm24, %zmm13, %k2
	movq	184(%rsp), %rcx
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vaddps	%zmm4, %zmm9, %zmm9
	vmulps	%zmm13, %zmm25, %zmm4 {%k2} {z}
	vaddps	%zmm4, %zmm10, %zmm10
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%rcx,%rbx), %zmm5
	addq	208(%rsp), %rbx
	incq	%rax
	vaddps	%zmm4, %zmm7, %zmm7
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k0
	knotw	%k0, %k2
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vaddps	%zmm4, %zmm6, %zmm6
	jne	.LBB0_38
	jmp	.LBB0_39
.LBB0_7:
	vmovaps	%zmm8, %zmm11
	vmovaps	%zmm17, %zmm12
	vmovaps	%zmm23, %zmm17
	vmovaps	%zmm18, %zmm20
	vmovaps	%zmm13, %zmm8
	vmovaps	%zmm4, %zmm18
	vmovaps	%zmm21, %zmm23
.LBB0_39:
	movabsq	$.LCPI0_1, %rax
	movq	616(%rsp), %rcx
	vxorps	%xmm5, %xmm5, %xmm5
	vcmpunordps	%zmm5, %zmm29, %k2
	movq	1320(%rsp), %rdx
	vbroadcastss	(%rax), %zmm4
	movq	624(%rsp), %rax
	vmovaps	%zmm4, %zmm29 {%k2}
	vcmpunordps	%zmm5, %zmm2, %k2
	vmovups	%zmm29, (%rax) {%k1}
	vmovaps	%zmm4, %zmm2 {%k2}
	vmovups	%zmm2, (%rcx) {%k1}
	movq	160(%rsp), %rcx
	vcmpunordps	%zmm5, %zmm22, %k2
	vmovaps	%zmm4, %zmm22 {%k2}
	vcmpunordps	%zmm5, %zmm23, %k2
	vmovups	%zmm22, (%rdx) {%k1}
	movq	64(%rsp), %rdx
	vmovaps	%zmm4, %zmm23 {%k2}
	vcmpunordps	%zmm5, %zmm0, %k2
	vmovups	%zmm23, (%rcx) {%k1}
	movq	40(%rsp), %rcx
	vmovaps	%zmm4, %zmm0 {%k2}
	vcmpunordps	%zmm5, %zmm20, %k2
	vmovups	%zmm0, (%rdx) {%k1}
	movq	16(%rsp), %rdx
	vmovaps	%zmm4, %zmm20 {%k2}
	vcmpunordps	%zmm5, %zmm18, %k2
	vmovups	%zmm20, (%rcx) {%k1}
	movq	-24(%rsp), %rcx
	vmovaps	%zmm4, %zmm18 {%k2}
	vcmpunordps	%zmm5, %zmm17, %k2
	vmovups	%zmm18, (%rdx) {%k1}
	vmovaps	%zmm4, %zmm17 {%k2}
	movq	-16(%rsp), %rdx
	vcmpunordps	%zmm5, %zmm12, %k2
	vmovaps	%zmm4, %zmm12 {%k2}
	vcmpunordps	%zmm5, %zmm31, %k2
	vmovups	%zmm17, (%rcx) {%k1}
	movq	(%rsp), %rcx
	vmovaps	%zmm4, %zmm31 {%k2}
	vcmpunordps	%zmm5, %zmm8, %k2
	vmovups	%zmm12, (%rdx) {%k1}
	movq	-32(%rsp), %rdx
	vmovaps	%zmm4, %zmm8 {%k2}
	vcmpunordps	%zmm5, %zmm1, %k2
	vmovups	%zmm31, (%rcx) {%k1}
	movq	-40(%rsp), %rcx
	vmovaps	%zmm4, %zmm1 {%k2}
	vcmpunordps	%zmm5, %zmm11, %k2
	vmovups	%zmm8, (%rdx) {%k1}
	movq	-48(%rsp), %rdx
	vmovaps	%zmm4, %zmm11 {%k2}
	vcmpunordps	%zmm5, %zmm30, %k2
	vmovaps	%zmm4, %zmm30 {%k2}
	vcmpunordps	%zmm5, %zmm28, %k2
	vmovups	%zmm1, (%rcx) {%k1}
	movq	-8(%rsp), %rcx
	vmovaps	%zmm4, %zmm28 {%k2}
	vcmpunordps	%zmm5, %zmm14, %k2
	vmovups	%zmm11, (%rdx) {%k1}
	movq	104(%rsp), %rdx
	vmovaps	%zmm4, %zmm14 {%k2}
	vcmpunordps	%zmm5, %zmm19, %k2
	vmovups	%zmm30, (%rcx) {%k1}
	movq	600(%rsp), %rcx
	vmovaps	%zmm4, %zmm19 {%k2}
	vcmpunordps	%zmm5, %zmm15, %k2
	vmovups	%zmm28, (%rdx) {%k1}
	movq	112(%rsp), %rdx
	vmovaps	%zmm4, %zmm15 {%k2}
	vcmpunordps	%zmm5, %zmm16, %k2
	vmovaps	%zmm4, %zmm16 {%k2}
	vcmpunordps	%zmm5, %zmm3, %k2
	vmovups	%zmm14, (%rcx) {%k1}
	movq	608(%rsp), %rcx
	vmovaps	%zmm4, %zmm3 {%k2}
	vcmpunordps	%zmm5, %zmm9, %k2
	vmovups	%zmm19, (%rdx) {%k1}
	movq	128(%rsp), %rdx
	vmovaps	%zmm4, %zmm9 {%k2}
	vcmpunordps	%zmm5, %zmm10, %k2
	vmovups	%zmm15, (%rcx) {%k1}
	movq	120(%rsp), %rcx
	vmovaps	%zmm4, %zmm10 {%k2}
	vcmpunordps	%zmm5, %zmm7, %k2
	vmovups	%zmm16, (%rdx) {%k1}
	movq	-56(%rsp), %rdx
	vmovaps	%zmm4, %zmm7 {%k2}
	vcmpunordps	%zmm5, %zmm6, %k2
	vmovaps	%zmm4, %zmm6 {%k2}
	vmovups	%zmm3, (%rcx) {%k1}
	movq	136(%rsp), %rcx
	vmovups	%zmm9, (%rdx) {%k1}
	movq	1328(%rsp), %rdx
	vmovups	%zmm10, (%rcx) {%k1}
	movq	216(%rsp), %rcx
	vmovups	%zmm7, (%rdx) {%k1}
	vmovups	%zmm6, (%rcx) {%k1}
	jmp	.LBB0_28
.LBB0_16:
	movq	1184(%rsp), %r14
	movq	-120(%rsp), %rax
.LBB0_17:
	movq	%r12, 96(%rsp)
	movq	%r10, 88(%rsp)
	movq	%rdi, 32(%rsp)
	movq	%rsi, 8(%rsp)
	movq	%rdx, 1120(%rsp)
	movq	%rbp, 152(%rsp)
	movq	%rcx, %rdi
	movq	-128(%rsp), %r10
	movq	992(%rsp), %rsi
	movq	1056(%rsp), %rdx
	movq	800(%rsp), %rbp
	movq	864(%rsp), %r13
	movq	928(%rsp), %r12
	movq	656(%rsp), %rcx
	movq	2584(%rsp), %rbx
	cmpq	%rbx, 1248(%rsp)
	jge	.LBB0_20
	movq	400(%rsp), %r8
	movq	%r9, %r11
	addq	%r8, %rax
	addq	%r8, %rcx
	addq	%r8, %r11
	addq	%r8, %r12
	addq	%r8, %r13
	addq	%r8, %rbp
	addq	%r8, %rdx
	addq	%r8, %rsi
	addq	%r8, %rdi
	addq	%r8, %r10
	addq	%r8, %r14
	addq	%r8, 152(%rsp)
	addq	%r8, 1120(%rsp)
	addq	%r8, 8(%rsp)
	addq	%r8, 32(%rsp)
	addq	%r8, 88(%rsp)
	addq	%r8, 96(%rsp)
	addq	%r8, -72(%rsp)
	addq	%r8, -80(%rsp)
	addq	%r8, 720(%rsp)
	addq	%r8, -112(%rsp)
	addq	%r8, -88(%rsp)
	addq	%r8, -96(%rsp)
	addq	%r8, -64(%rsp)
	movq	1248(%rsp), %r8
	movq	%rax, -120(%rsp)
	movq	%rbx, %rax
	shlq	$6, %rbx
	addq	2552(%rsp), %rbx
	movq	%rcx, 656(%rsp)
	movq	%r11, 176(%rsp)
	movq	%r12, 928(%rsp)
	movq	%r13, 864(%rsp)
	movq	%rbp, 800(%rsp)
	movq	%rdx, 1056(%rsp)
	movq	%rsi, 992(%rsp)
	movq	%rdi, -104(%rsp)
	movq	%r10, -128(%rsp)
	subq	%r8, %rax
	movq	%rax, %r15
	shlq	$6, %r15
	subq	%r15, %rbx
	movq	208(%rsp), %r15
	movq	%rbx, 168(%rsp)
	imulq	%r8, %r15
	.p2align	4
.LBB0_19:
	movq	%rax, 192(%rsp)
	movq	168(%rsp), %rax
	movq	-120(%rsp), %rcx
	movq	152(%rsp), %r11
	movq	1120(%rsp), %rbx
	movq	8(%rsp), %r8
	movq	32(%rsp), %rsi
	movq	88(%rsp), %r9
	movq	%r14, 1184(%rsp)
	movq	-80(%rsp), %r12
	movq	720(%rsp), %r13
	movq	-112(%rsp), %rbp
	movq	-88(%rsp), %rdx
	movq	-96(%rsp), %rdi
	movq	-64(%rsp), %r10
	vmovups	(%rax), %zmm0
	addq	$64, %rax
	vmulps	(%r15,%rcx){1to16}, %zmm0, %zmm27
	movq	656(%rsp), %rcx
	vmulps	(%r15,%r14){1to16}, %zmm0, %zmm25
	movq	-72(%rsp), %r14
	movq	%rax, 168(%rsp)
	movq	208(%rsp), %rax
	vmulps	(%r15,%rcx){1to16}, %zmm0, %zmm26
	movq	176(%rsp), %rcx
	addq	%rax, 176(%rsp)
	addq	%rax, 656(%rsp)
	addq	%rax, -120(%rsp)
	vaddps	%zmm27, %zmm2, %zmm2
	vmulps	(%r15,%rcx){1to16}, %zmm0, %zmm27
	movq	928(%rsp), %rcx
	addq	%rax, 928(%rsp)
	vaddps	%zmm25, %zmm1, %zmm1
	vaddps	%zmm26, %zmm3, %zmm3
	vmulps	(%r15,%rcx){1to16}, %zmm0, %zmm26
	movq	864(%rsp), %rcx
	addq	%rax, 864(%rsp)
	vaddps	%zmm27, %zmm4, %zmm4
	vmulps	(%r15,%rcx){1to16}, %zmm0, %zmm27
	movq	800(%rsp), %rcx
	addq	%rax, 800(%rsp)
	vaddps	%zmm26, %zmm5, %zmm5
	vmulps	(%r15,%rcx){1to16}, %zmm0, %zmm26
	movq	1056(%rsp), %rcx
	addq	%rax, 1056(%rsp)
	vaddps	%zmm27, %zmm6, %zmm6
	vmulps	(%r15,%rcx){1to16}, %zmm0, %zmm27
	movq	992(%rsp), %rcx
	addq	%rax, 992(%rsp)
	vaddps	%zmm26, %zmm7, %zmm7
	vmulps	(%r15,%rcx){1to16}, %zmm0, %zmm26
	movq	-104(%rsp), %rcx
	addq	%rax, -104(%rsp)
	vaddps	%zmm27, %zmm8, %zmm8
	vmulps	(%r15,%rcx){1to16}, %zmm0, %zmm27
	movq	-128(%rsp), %rcx
	addq	%rax, -128(%rsp)
	vaddps	%zmm26, %zmm9, %zmm9
	vmulps	(%r15,%rcx){1to16}, %zmm0, %zmm26
	movq	96(%rsp), %rcx
	vaddps	%zmm27, %zmm10, %zmm10
	vmulps	(%r15,%r11){1to16}, %zmm0, %zmm27
	addq	%rax, %r11
	movq	%r11, 152(%rsp)
	vaddps	%zmm26, %zmm11, %zmm11
	vmulps	(%r15,%rbx){1to16}, %zmm0, %zmm26
	addq	%rax, %rbx
	movq	%rbx, 1120(%rsp)
	vaddps	%zmm27, %zmm12, %zmm12
	vmulps	(%r15,%r8){1to16}, %zmm0, %zmm27
	addq	%rax, %r8
	movq	%r8, 8(%rsp)
	vaddps	%zmm26, %zmm13, %zmm13
	vmulps	(%r15,%rsi){1to16}, %zmm0, %zmm26
	addq	%rax, %rsi
	movq	%rsi, 32(%rsp)
	vaddps	%zmm27, %zmm14, %zmm14
	vmulps	(%r15,%r9){1to16}, %zmm0, %zmm27
	addq	%rax, %r9
	movq	%r9, 88(%rsp)
	vaddps	%zmm26, %zmm15, %zmm15
	vmulps	(%r15,%rcx){1to16}, %zmm0, %zmm26
	addq	%rax, %rcx
	movq	%rcx, 96(%rsp)
	vaddps	%zmm27, %zmm16, %zmm16
	vmulps	(%r15,%r14){1to16}, %zmm0, %zmm27
	addq	%rax, %r14
	movq	%r14, -72(%rsp)
	movq	1184(%rsp), %r14
	vaddps	%zmm26, %zmm17, %zmm17
	vmulps	(%r15,%r12){1to16}, %zmm0, %zmm26
	addq	%rax, %r12
	addq	%rax, %r14
	movq	%r12, -80(%rsp)
	vaddps	%zmm27, %zmm18, %zmm18
	vmulps	(%r15,%r13){1to16}, %zmm0, %zmm27
	addq	%rax, %r13
	movq	%r13, 720(%rsp)
	vaddps	%zmm26, %zmm19, %zmm19
	vmulps	(%r15,%rbp){1to16}, %zmm0, %zmm26
	addq	%rax, %rbp
	movq	%rbp, -112(%rsp)
	vaddps	%zmm27, %zmm20, %zmm20
	vmulps	(%r15,%rdx){1to16}, %zmm0, %zmm27
	addq	%rax, %rdx
	movq	%rdx, -88(%rsp)
	vaddps	%zmm26, %zmm21, %zmm21
	vmulps	(%r15,%rdi){1to16}, %zmm0, %zmm26
	vmulps	(%r15,%r10){1to16}, %zmm0, %zmm0
	addq	%rax, %r10
	addq	%rax, %rdi
	movq	192(%rsp), %rax
	movq	%r10, -64(%rsp)
	movq	%rdi, -96(%rsp)
	vaddps	%zmm27, %zmm22, %zmm22
	decq	%rax
	vaddps	%zmm26, %zmm23, %zmm23
	vaddps	%zmm0, %zmm24, %zmm24
	jne	.LBB0_19
.LBB0_20:
	vsubps	%zmm1, %zmm1, %zmm0
	vxorps	%xmm25, %xmm25, %xmm25
	vsubps	%zmm2, %zmm2, %zmm26
	vsubps	%zmm3, %zmm3, %zmm28
	vsubps	%zmm4, %zmm4, %zmm27
	movq	184(%rsp), %r8
	movq	2560(%rsp), %rbx
	movq	1248(%rsp), %rdx
	movq	2544(%rsp), %rsi
	movq	216(%rsp), %rax
	vaddps	%zmm25, %zmm0, %zmm0
	vaddps	%zmm26, %zmm0, %zmm0
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm5, %zmm5, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm6, %zmm6, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm7, %zmm7, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm8, %zmm8, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm9, %zmm9, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm10, %zmm10, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm11, %zmm11, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm12, %zmm12, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm13, %zmm13, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm14, %zmm14, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm15, %zmm15, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm16, %zmm16, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm17, %zmm17, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm18, %zmm18, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm19, %zmm19, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm20, %zmm20, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm21, %zmm21, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm22, %zmm22, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm23, %zmm23, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm24, %zmm24, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vaddps	%zmm27, %zmm0, %zmm0
	vcmpunordps	%zmm25, %zmm0, %k0
	kortestw	%k0, %k0
	jne	.LBB0_4
	movq	16(%rsp), %r15
	movq	40(%rsp), %r12
	movq	24(%rsp), %r13
	movq	64(%rsp), %rbp
	movq	136(%rsp), %r14
	movq	128(%rsp), %r11
	movq	120(%rsp), %r10
	movq	112(%rsp), %r9
	movq	-32(%rsp), %r8
	movq	-40(%rsp), %rdi
	movq	-48(%rsp), %rsi
	movq	-56(%rsp), %rdx
	movq	104(%rsp), %rcx
	movq	(%rsp), %rax
	addq	%rbx, -8(%rsp)
	addq	%rbx, 160(%rsp)
	addq	%rbx, -16(%rsp)
	addq	%rbx, 1328(%rsp)
	addq	%rbx, 144(%rsp)
	addq	%rbx, 56(%rsp)
	addq	%rbx, 48(%rsp)
	addq	%rbx, 80(%rsp)
	addq	%rbx, 72(%rsp)
	addq	%rbx, -24(%rsp)
	addq	%rbx, %r15
	addq	%rbx, %r12
	addq	%rbx, %r13
	addq	%rbx, %rbp
	addq	%rbx, %r14
	addq	%rbx, %r11
	addq	%rbx, %r10
	addq	%rbx, %r9
	addq	%rbx, %r8
	addq	%rbx, %rdi
	addq	%rbx, %rsi
	addq	%rbx, %rdx
	addq	%rbx, %rcx
	addq	%rbx, %rax
	movq	-8(%rsp), %rbx
	vmovups	%zmm1, (%rbx) {%k1}
	movq	160(%rsp), %rbx
	vmovups	%zmm2, (%rbx) {%k1}
	movq	-16(%rsp), %rbx
	vmovups	%zmm3, (%rbx) {%k1}
	movq	1328(%rsp), %rbx
	vmovups	%zmm4, (%rbx) {%k1}
	movq	144(%rsp), %rbx
	vmovups	%zmm5, (%rbx) {%k1}
	movq	56(%rsp), %rbx
	vmovups	%zmm6, (%rbx) {%k1}
	movq	48(%rsp), %rbx
	vmovups	%zmm7, (%rbx) {%k1}
	movq	80(%rsp), %rbx
	vmovups	%zmm8, (%rbx) {%k1}
	movq	72(%rsp), %rbx
	vmovups	%zmm9, (%rbx) {%k1}
	movq	-24(%rsp), %rbx
	vmovups	%zmm10, (%rbx) {%k1}
	vmovups	%zmm11, (%r15) {%k1}
	vmovups	%zmm12, (%r12) {%k1}
	vmovups	%zmm13, (%r13) {%k1}
	vmovups	%zmm14, (%rbp) {%k1}
	vmovups	%zmm15, (%r14) {%k1}
	vmovups	%zmm16, (%r11) {%k1}
	vmovups	%zmm17, (%r10) {%k1}
	vmovups	%zmm18, (%r9) {%k1}
	vmovups	%zmm19, (%r8) {%k1}
	vmovups	%zmm20, (%rdi) {%k1}
	vmovups	%zmm21, (%rsi) {%k1}
	vmovups	%zmm22, (%rdx) {%k1}
	vmovups	%zmm23, (%rcx) {%k1}
	vmovups	%zmm24, (%rax) {%k1}
	jmp	.LBB0_28
.LBB0_9:
	movq	-120(%rsp), %rax
.LBB0_10:
	vmovdqu64	1328(%rsp), %zmm29
	movq	%r12, 32(%rsp)
	movq	%r10, 8(%rsp)
	movq	%rdi, 1120(%rsp)
	movq	%rsi, 1184(%rsp)
	movq	%rdx, %r11
	movq	%rbp, %r10
	movq	%r14, %rsi
	movq	%rcx, %r14
	movq	992(%rsp), %rdi
	movq	1056(%rsp), %rdx
	movq	800(%rsp), %rbp
	movq	864(%rsp), %r13
	movq	928(%rsp), %r12
	movq	656(%rsp), %rcx
	movq	2584(%rsp), %rbx
	cmpq	%rbx, 1248(%rsp)
	jge	.LBB0_13
	movq	400(%rsp), %r8
	movq	%r9, %r15
	addq	%r8, %r15
	addq	%r8, %rax
	addq	%r8, %rcx
	addq	%r8, %r14
	addq	%r8, %r12
	addq	%r8, %r13
	addq	%r8, %rbp
	addq	%r8, %rdx
	addq	%r8, %rsi
	addq	%r8, %rdi
	addq	%r8, %r10
	addq	%r8, %r11
	addq	%r8, 1184(%rsp)
	addq	%r8, 1120(%rsp)
	addq	%r8, 8(%rsp)
	addq	%r8, 32(%rsp)
	addq	%r8, -112(%rsp)
	addq	%r8, -104(%rsp)
	addq	%r8, -80(%rsp)
	addq	%r8, -88(%rsp)
	addq	%r8, -128(%rsp)
	addq	%r8, -96(%rsp)
	addq	%r8, -72(%rsp)
	addq	%r8, -64(%rsp)
	movq	1248(%rsp), %r8
	movq	%rax, -120(%rsp)
	movq	%rbx, %rax
	shlq	$6, %rbx
	addq	2552(%rsp), %rbx
	movq	%r15, 88(%rsp)
	movq	%rcx, 656(%rsp)
	movq	%r14, 96(%rsp)
	movq	%r12, 928(%rsp)
	movq	%r13, 864(%rsp)
	movq	%rbp, 800(%rsp)
	movq	%rdx, 1056(%rsp)
	movq	%rsi, 720(%rsp)
	movq	%rdi, 992(%rsp)
	movq	%r10, 152(%rsp)
	movq	%r11, 176(%rsp)
	movq	88(%rsp), %rcx
	subq	%r8, %rax
	movq	%rax, %r15
	shlq	$6, %r15
	subq	%r15, %rbx
	movq	208(%rsp), %r15
	movq	%rbx, 168(%rsp)
	imulq	%r8, %r15
	.p2align	4
.LBB0_12:
	movq	%rax, 192(%rsp)
	movq	168(%rsp), %rax
	movq	%rcx, 88(%rsp)
	movq	176(%rsp), %r11
	movq	1184(%rsp), %rbx
	movq	1120(%rsp), %r8
	movq	8(%rsp), %rsi
	movq	32(%rsp), %r9
	movq	-104(%rsp), %r14
	movq	-80(%rsp), %r12
	movq	-88(%rsp), %r13
	movq	-128(%rsp), %rbp
	movq	-96(%rsp), %rdx
	movq	-72(%rsp), %rdi
	movq	-64(%rsp), %r10
	vmovups	(%rax), %zmm0
	addq	$64, %rax
	vfmadd231ps	(%r15,%rcx){1to16}, %zmm0, %zmm24
	movq	-120(%rsp), %rcx
	movq	%rax, 168(%rsp)
	movq	208(%rsp), %rax
	vfmadd231ps	(%r15,%r11){1to16}, %zmm0, %zmm13
	vfmadd231ps	(%r15,%rbx){1to16}, %zmm0, %zmm12
	vfmadd231ps	(%r15,%r8){1to16}, %zmm0, %zmm11
	vfmadd231ps	(%r15,%rsi){1to16}, %zmm0, %zmm10
	vfmadd231ps	(%r15,%r9){1to16}, %zmm0, %zmm9
	vfmadd231ps	(%r15,%r14){1to16}, %zmm0, %zmm7
	vfmadd231ps	(%r15,%r12){1to16}, %zmm0, %zmm6
	vfmadd231ps	(%r15,%r13){1to16}, %zmm0, %zmm5
	vfmadd231ps	(%r15,%rbp){1to16}, %zmm0, %zmm4
	vfmadd231ps	(%r15,%rdx){1to16}, %zmm0, %zmm3
	vfmadd231ps	(%r15,%rdi){1to16}, %zmm0, %zmm2
	vfmadd231ps	(%r15,%r10){1to16}, %zmm0, %zmm1
	vfmadd231ps	(%r15,%rcx){1to16}, %zmm0, %zmm23
	movq	656(%rsp), %rcx
	addq	%rax, %r10
	addq	%rax, %rdi
	addq	%rax, %rdx
	addq	%rax, %rbp
	addq	%rax, %r13
	addq	%rax, %r12
	addq	%rax, %r14
	addq	%rax, %r9
	addq	%rax, %rsi
	addq	%rax, %r8
	addq	%rax, %rbx
	addq	%rax, %r11
	addq	%rax, 656(%rsp)
	addq	%rax, -120(%rsp)
	movq	%r10, -64(%rsp)
	movq	%rdi, -72(%rsp)
	movq	%rdx, -96(%rsp)
	movq	%rbp, -128(%rsp)
	movq	%r13, -88(%rsp)
	movq	%r12, -80(%rsp)
	movq	%r14, -104(%rsp)
	movq	%r9, 32(%rsp)
	movq	%rsi, 8(%rsp)
	movq	%r8, 1120(%rsp)
	movq	%rbx, 1184(%rsp)
	movq	%r11, 176(%rsp)
	vfmadd231ps	(%r15,%rcx){1to16}, %zmm0, %zmm22
	movq	96(%rsp), %rcx
	addq	%rax, 96(%rsp)
	vfmadd231ps	(%r15,%rcx){1to16}, %zmm0, %zmm21
	movq	928(%rsp), %rcx
	addq	%rax, 928(%rsp)
	vfmadd231ps	(%r15,%rcx){1to16}, %zmm0, %zmm20
	movq	864(%rsp), %rcx
	addq	%rax, 864(%rsp)
	vfmadd231ps	(%r15,%rcx){1to16}, %zmm0, %zmm19
	movq	800(%rsp), %rcx
	addq	%rax, 800(%rsp)
	vfmadd231ps	(%r15,%rcx){1to16}, %zmm0, %zmm18
	movq	1056(%rsp), %rcx
	addq	%rax, 1056(%rsp)
	vfmadd231ps	(%r15,%rcx){1to16}, %zmm0, %zmm17
	movq	720(%rsp), %rcx
	addq	%rax, 720(%rsp)
	vfmadd231ps	(%r15,%rcx){1to16}, %zmm0, %zmm16
	movq	992(%rsp), %rcx
	addq	%rax, 992(%rsp)
	vfmadd231ps	(%r15,%rcx){1to16}, %zmm0, %zmm15
	movq	152(%rsp), %rcx
	addq	%rax, 152(%rsp)
	vfmadd231ps	(%r15,%rcx){1to16}, %zmm0, %zmm14
	movq	-112(%rsp), %rcx
	vfmadd231ps	(%r15,%rcx){1to16}, %zmm0, %zmm8
	addq	%rax, %rcx
	movq	%rcx, -112(%rsp)
	movq	88(%rsp), %rcx
	addq	%rax, %rcx
	movq	192(%rsp), %rax
	decq	%rax
	jne	.LBB0_12
.LBB0_13:
	vsubps	%zmm24, %zmm24, %zmm0
	vxorps	%xmm25, %xmm25, %xmm25
	vsubps	%zmm23, %zmm23, %zmm26
	vsubps	%zmm22, %zmm22, %zmm28
	vsubps	%zmm21, %zmm21, %zmm27
	movq	184(%rsp), %r8
	movq	2560(%rsp), %rbx
	movq	1248(%rsp), %rdx
	movq	2544(%rsp), %rsi
	movq	216(%rsp), %rax
	vaddps	%zmm25, %zmm0, %zmm0
	vaddps	%zmm26, %zmm0, %zmm0
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm20, %zmm20, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm19, %zmm19, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm18, %zmm18, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm17, %zmm17, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm16, %zmm16, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm15, %zmm15, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm14, %zmm14, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm13, %zmm13, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm12, %zmm12, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm11, %zmm11, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm10, %zmm10, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm9, %zmm9, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm8, %zmm8, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm7, %zmm7, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm6, %zmm6, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm5, %zmm5, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm4, %zmm4, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm3, %zmm3, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm2, %zmm2, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm1, %zmm1, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vaddps	%zmm27, %zmm0, %zmm0
	vcmpunordps	%zmm25, %zmm0, %k0
	kortestw	%k0, %k0
	jne	.LBB0_4
	movq	40(%rsp), %r15
	movq	-32(%rsp), %r12
	movq	64(%rsp), %r13
	movq	136(%rsp), %rbp
	movq	128(%rsp), %r14
	movq	120(%rsp), %r11
	movq	-40(%rsp), %r10
	movq	160(%rsp), %r9
	movq	112(%rsp), %r8
	movq	-48(%rsp), %rdi
	movq	-56(%rsp), %rsi
	movq	(%rsp), %rdx
	movq	-8(%rsp), %rcx
	movq	104(%rsp), %rax
	addq	%rbx, -16(%rsp)
	addq	%rbx, 200(%rsp)
	addq	%rbx, 144(%rsp)
	addq	%rbx, 56(%rsp)
	addq	%rbx, 48(%rsp)
	addq	%rbx, 80(%rsp)
	addq	%rbx, 72(%rsp)
	addq	%rbx, -24(%rsp)
	addq	%rbx, 24(%rsp)
	addq	%rbx, 16(%rsp)
	addq	%rbx, %r15
	addq	%rbx, %r12
	addq	%rbx, %r13
	addq	%rbx, %rbp
	addq	%rbx, %r14
	addq	%rbx, %r11
	addq	%rbx, %r10
	addq	%rbx, %r9
	addq	%rbx, %r8
	addq	%rbx, %rdi
	addq	%rbx, %rsi
	addq	%rbx, %rdx
	addq	%rbx, %rcx
	addq	%rbx, %rax
	movq	-16(%rsp), %rbx
	vmovups	%zmm24, (%rbx) {%k1}
	movq	200(%rsp), %rbx
	vmovups	%zmm23, (%rbx) {%k1}
	movq	144(%rsp), %rbx
	vmovups	%zmm22, (%rbx) {%k1}
	movq	56(%rsp), %rbx
	vmovups	%zmm21, (%rbx) {%k1}
	movq	48(%rsp), %rbx
	vmovups	%zmm20, (%rbx) {%k1}
	movq	80(%rsp), %rbx
	vmovups	%zmm19, (%rbx) {%k1}
	movq	72(%rsp), %rbx
	vmovups	%zmm18, (%rbx) {%k1}
	movq	-24(%rsp), %rbx
	vmovups	%zmm17, (%rbx) {%k1}
	movq	24(%rsp), %rbx
	vmovups	%zmm16, (%rbx) {%k1}
	movq	16(%rsp), %rbx
	vmovups	%zmm15, (%rbx) {%k1}
	vmovups	%zmm14, (%r15) {%k1}
	vmovups	%zmm13, (%r12) {%k1}
	vmovups	%zmm12, (%r13) {%k1}
	vmovups	%zmm11, (%rbp) {%k1}
	vmovups	%zmm10, (%r14) {%k1}
	vmovups	%zmm9, (%r11) {%k1}
	vmovups	%zmm8, (%r10) {%k1}
	vmovups	%zmm7, (%r9) {%k1}
	vmovups	%zmm6, (%r8) {%k1}
	vmovups	%zmm5, (%rdi) {%k1}
	vmovups	%zmm4, (%rsi) {%k1}
	vmovups	%zmm3, (%rdx) {%k1}
	vmovups	%zmm2, (%rcx) {%k1}
	vmovups	%zmm1, (%rax) {%k1}
	jmp	.LBB0_28
.LBB0_23:
	movq	-64(%rsp), %rbx
	movq	-120(%rsp), %r14
	movq	32(%rsp), %r15
	movq	88(%rsp), %r12
	movq	96(%rsp), %r9
	movq	-96(%rsp), %r11
	vxorps	%xmm23, %xmm23, %xmm23
	vxorps	%xmm22, %xmm22, %xmm22
	vxorps	%xmm21, %xmm21, %xmm21
	vxorps	%xmm20, %xmm20, %xmm20
	vxorps	%xmm19, %xmm19, %xmm19
	vxorps	%xmm18, %xmm18, %xmm18
	vxorps	%xmm17, %xmm17, %xmm17
	vxorps	%xmm16, %xmm16, %xmm16
	vxorps	%xmm15, %xmm15, %xmm15
	vxorps	%xmm14, %xmm14, %xmm14
	vxorps	%xmm13, %xmm13, %xmm13
	vxorps	%xmm12, %xmm12, %xmm12
	vxorps	%xmm11, %xmm11, %xmm11
	vxorps	%xmm10, %xmm10, %xmm10
	vxorps	%xmm9, %xmm9, %xmm9
	vxorps	%xmm8, %xmm8, %xmm8
	vxorps	%xmm7, %xmm7, %xmm7
	vxorps	%xmm6, %xmm6, %xmm6
	vxorps	%xmm5, %xmm5, %xmm5
	vxorps	%xmm4, %xmm4, %xmm4
	vxorps	%xmm3, %xmm3, %xmm3
	vxorps	%xmm2, %xmm2, %xmm2
	vxorps	%xmm1, %xmm1, %xmm1
	vpxor	%xmm0, %xmm0, %xmm0
.LBB0_24:
	movq	2560(%rsp), %rax
	movq	24(%rsp), %r8
	movq	%r11, %rdx
	movq	1248(%rsp), %rbp
	movq	864(%rsp), %r11
	movq	928(%rsp), %r10
	movq	-80(%rsp), %rdi
	movq	-104(%rsp), %rsi
	movq	656(%rsp), %rcx
	vmovdqu32	(%r8,%rax), %zmm25 {%k1} {z}
	addq	%rax, %r8
	movq	%r8, 288(%rsp)
	movq	-32(%rsp), %r8
	vmovdqu32	(%r8,%rax), %zmm26 {%k1} {z}
	leaq	(%r8,%rax), %r8
	movq	%r8, 280(%rsp)
	movq	-40(%rsp), %r8
	vmovdqu32	(%r8,%rax), %zmm27 {%k1} {z}
	leaq	(%r8,%rax), %r8
	movq	%r8, 272(%rsp)
	movq	-48(%rsp), %r8
	vmovdqu32	(%r8,%rax), %zmm28 {%k1} {z}
	leaq	(%r8,%rax), %r8
	movq	%r8, 264(%rsp)
	movq	-56(%rsp), %r8
	vmovdqu32	(%r8,%rax), %zmm29 {%k1} {z}
	leaq	(%r8,%rax), %r8
	movq	%r8, 256(%rsp)
	movq	(%rsp), %r8
	vmovdqu32	(%r8,%rax), %zmm30 {%k1} {z}
	leaq	(%r8,%rax), %r8
	movq	%r8, 248(%rsp)
	movq	-8(%rsp), %r8
	vmovdqu32	(%r8,%rax), %zmm31 {%k1} {z}
	leaq	(%r8,%rax), %r8
	movq	%r8, 240(%rsp)
	movq	-16(%rsp), %r8
	vmovdqu32	(%r8,%rax), %zmm24 {%k1} {z}
	leaq	(%r8,%rax), %r8
	movq	%r8, 224(%rsp)
	movq	-24(%rsp), %r8
	vmovdqu64	%zmm24, 1392(%rsp)
	vmovdqu32	(%r8,%rax), %zmm24 {%k1} {z}
	leaq	(%r8,%rax), %r8
	movq	%r8, 232(%rsp)
	movq	64(%rsp), %r8
	vmovdqu64	%zmm24, 1456(%rsp)
	vmovdqu32	(%r8,%rax), %zmm24 {%k1} {z}
	leaq	(%r8,%rax), %r8
	movq	%r8, 168(%rsp)
	movq	16(%rsp), %r8
	vmovdqu64	%zmm24, 2416(%rsp)
	vmovdqu32	(%r8,%rax), %zmm24 {%k1} {z}
	leaq	(%r8,%rax), %r8
	movq	%r8, 192(%rsp)
	movq	40(%rsp), %r8
	vmovdqu64	%zmm24, 2352(%rsp)
	vmovdqu32	(%r8,%rax), %zmm24 {%k1} {z}
	leaq	(%r8,%rax), %r8
	movq	%r8, 392(%rsp)
	movq	136(%rsp), %r8
	vmovdqu64	%zmm24, 2288(%rsp)
	vmovdqu32	(%r8,%rax), %zmm24 {%k1} {z}
	leaq	(%r8,%rax), %r8
	movq	%r8, 384(%rsp)
	movq	128(%rsp), %r8
	vmovdqu64	%zmm24, 2224(%rsp)
	vmovdqu32	(%r8,%rax), %zmm24 {%k1} {z}
	leaq	(%r8,%rax), %r8
	movq	%r8, 376(%rsp)
	movq	120(%rsp), %r8
	vmovdqu64	%zmm24, 2160(%rsp)
	vmovdqu32	(%r8,%rax), %zmm24 {%k1} {z}
	leaq	(%r8,%rax), %r8
	movq	%r8, 368(%rsp)
	movq	112(%rsp), %r8
	vmovdqu64	%zmm24, 2096(%rsp)
	vmovdqu32	(%r8,%rax), %zmm24 {%k1} {z}
	leaq	(%r8,%rax), %r8
	movq	%r8, 360(%rsp)
	movq	104(%rsp), %r8
	vmovdqu64	%zmm24, 2032(%rsp)
	vmovdqu32	(%r8,%rax), %zmm24 {%k1} {z}
	leaq	(%r8,%rax), %r8
	movq	%r8, 352(%rsp)
	movq	160(%rsp), %r8
	vmovdqu64	%zmm24, 1968(%rsp)
	vmovdqu32	(%r8,%rax), %zmm24 {%k1} {z}
	leaq	(%r8,%rax), %r8
	movq	%r8, 344(%rsp)
	movq	216(%rsp), %r8
	vmovdqu64	%zmm24, 1904(%rsp)
	vmovdqu32	(%r8,%rax), %zmm24 {%k1} {z}
	leaq	(%r8,%rax), %r8
	movq	%r8, 336(%rsp)
	movq	1328(%rsp), %r8
	vmovdqu64	%zmm24, 1840(%rsp)
	vmovdqu32	(%r8,%rax), %zmm24 {%k1} {z}
	leaq	(%r8,%rax), %r8
	movq	%r8, 328(%rsp)
	movq	608(%rsp), %r8
	vmovdqu64	%zmm24, 1776(%rsp)
	vmovdqu32	(%r8,%rax), %zmm24 {%k1} {z}
	leaq	(%r8,%rax), %r8
	movq	%r8, 320(%rsp)
	movq	600(%rsp), %r8
	vmovdqu64	%zmm24, 1712(%rsp)
	vmovdqu32	(%r8,%rax), %zmm24 {%k1} {z}
	leaq	(%r8,%rax), %r8
	movq	%r8, 312(%rsp)
	movq	624(%rsp), %r8
	vmovdqu64	%zmm24, 1648(%rsp)
	vmovdqu32	(%r8,%rax), %zmm24 {%k1} {z}
	addq	%rax, %r8
	movq	%r8, 304(%rsp)
	movq	616(%rsp), %r8
	vmovdqu64	%zmm24, 1584(%rsp)
	vmovdqu32	(%r8,%rax), %zmm24 {%k1} {z}
	addq	%r8, %rax
	movq	2584(%rsp), %r8
	movq	%rax, 296(%rsp)
	vmovdqu64	%zmm24, 1520(%rsp)
	cmpq	%r8, %r13
	jge	.LBB0_27
	movq	400(%rsp), %rax
	addq	%rax, %rdi
	addq	%rax, %rsi
	addq	%rax, -72(%rsp)
	addq	%rax, 1184(%rsp)
	addq	%rax, 1120(%rsp)
	addq	%rax, 800(%rsp)
	addq	%rax, 1056(%rsp)
	addq	%rax, 992(%rsp)
	addq	%rax, -128(%rsp)
	addq	%rax, -88(%rsp)
	addq	%rax, 720(%rsp)
	addq	%rax, 8(%rsp)
	addq	%rax, -112(%rsp)
	addq	%rax, 184(%rsp)
	addq	%rax, %rcx
	addq	%rax, %rdx
	addq	%rax, %r10
	addq	%rax, %r11
	addq	%rax, %rbx
	addq	%rax, %r14
	addq	%rax, %r15
	addq	%rax, %r12
	addq	%rax, %r9
	addq	%rax, %rbp
	movq	%rdi, -80(%rsp)
	movq	208(%rsp), %rdi
	movq	%rsi, -104(%rsp)
	movq	2552(%rsp), %rsi
	movq	%rcx, 656(%rsp)
	movq	%r8, %rcx
	subq	%r13, %rcx
	shlq	$6, %r8
	movq	%rdx, -96(%rsp)
	movq	%r10, 928(%rsp)
	movq	%r11, 864(%rsp)
	movq	%rbx, -64(%rsp)
	movq	%r14, -120(%rsp)
	movq	%r15, 32(%rsp)
	movq	%r12, 88(%rsp)
	movq	%r9, 96(%rsp)
	movq	%rbp, 1248(%rsp)
	movq	%rcx, %rdx
	movq	%r8, %rax
	shlq	$6, %rdx
	imulq	%rdi, %r13
	addq	%rax, %rsi
	subq	%rdx, %rsi
	movq	%rsi, 152(%rsp)
	.p2align	4
.LBB0_26:
	movq	152(%rsp), %rsi
	movq	656(%rsp), %rax
	movq	%rcx, 176(%rsp)
	movq	-72(%rsp), %r8
	movq	1184(%rsp), %rdx
	movq	1120(%rsp), %rcx
	movq	1056(%rsp), %rbp
	movq	992(%rsp), %r10
	movq	-128(%rsp), %r11
	movq	-88(%rsp), %rbx
	movq	720(%rsp), %r14
	movq	8(%rsp), %r15
	movq	-112(%rsp), %r12
	movq	184(%rsp), %r9
	addq	%rdi, 656(%rsp)
	vmovups	(%rsi), %zmm24
	addq	$64, %rsi
	vfmadd231ps	(%r13,%rax){1to16}, %zmm24, %zmm23
	movq	-104(%rsp), %rax
	vfmadd231ps	(%r13,%r8){1to16}, %zmm24, %zmm11
	vfmadd231ps	(%r13,%rdx){1to16}, %zmm24, %zmm10
	vfmadd231ps	(%r13,%rcx){1to16}, %zmm24, %zmm9
	vfmadd231ps	(%r13,%rbp){1to16}, %zmm24, %zmm7
	vfmadd231ps	(%r13,%r10){1to16}, %zmm24, %zmm6
	vfmadd231ps	(%r13,%r11){1to16}, %zmm24, %zmm5
	vfmadd231ps	(%r13,%rbx){1to16}, %zmm24, %zmm4
	vfmadd231ps	(%r13,%r14){1to16}, %zmm24, %zmm3
	vfmadd231ps	(%r13,%r15){1to16}, %zmm24, %zmm2
	vfmadd231ps	(%r13,%r12){1to16}, %zmm24, %zmm1
	vfmadd231ps	(%r13,%r9){1to16}, %zmm24, %zmm0
	addq	%rdi, %rcx
	addq	%rdi, -104(%rsp)
	addq	%rdi, %r9
	addq	%rdi, %r12
	addq	%rdi, %r15
	addq	%rdi, %r14
	addq	%rdi, %rbx
	addq	%rdi, %r11
	addq	%rdi, %r10
	addq	%rdi, %rbp
	addq	%rdi, %rdx
	addq	%rdi, %r8
	movq	%rsi, 152(%rsp)
	movq	%rcx, 1120(%rsp)
	movq	176(%rsp), %rcx
	movq	%r9, 184(%rsp)
	movq	%r12, -112(%rsp)
	movq	%r15, 8(%rsp)
	movq	%r14, 720(%rsp)
	movq	%rbx, -88(%rsp)
	movq	%r11, -128(%rsp)
	movq	%r10, 992(%rsp)
	movq	%rbp, 1056(%rsp)
	movq	%rdx, 1184(%rsp)
	movq	%r8, -72(%rsp)
	vfmadd231ps	(%r13,%rax){1to16}, %zmm24, %zmm22
	movq	-80(%rsp), %rax
	addq	%rdi, -80(%rsp)
	vfmadd231ps	(%r13,%rax){1to16}, %zmm24, %zmm21
	movq	928(%rsp), %rax
	addq	%rdi, 928(%rsp)
	vfmadd231ps	(%r13,%rax){1to16}, %zmm24, %zmm20
	movq	864(%rsp), %rax
	addq	%rdi, 864(%rsp)
	vfmadd231ps	(%r13,%rax){1to16}, %zmm24, %zmm19
	movq	-64(%rsp), %rax
	addq	%rdi, -64(%rsp)
	vfmadd231ps	(%r13,%rax){1to16}, %zmm24, %zmm18
	movq	-120(%rsp), %rax
	addq	%rdi, -120(%rsp)
	vfmadd231ps	(%r13,%rax){1to16}, %zmm24, %zmm17
	movq	32(%rsp), %rax
	addq	%rdi, 32(%rsp)
	vfmadd231ps	(%r13,%rax){1to16}, %zmm24, %zmm16
	movq	88(%rsp), %rax
	addq	%rdi, 88(%rsp)
	vfmadd231ps	(%r13,%rax){1to16}, %zmm24, %zmm15
	movq	96(%rsp), %rax
	addq	%rdi, 96(%rsp)
	vfmadd231ps	(%r13,%rax){1to16}, %zmm24, %zmm14
	movq	-96(%rsp), %rax
	addq	%rdi, -96(%rsp)
	vfmadd231ps	(%r13,%rax){1to16}, %zmm24, %zmm13
	movq	1248(%rsp), %rax
	addq	%rdi, 1248(%rsp)
	vfmadd231ps	(%r13,%rax){1to16}, %zmm24, %zmm12
	movq	800(%rsp), %rax
	vfmadd231ps	(%r13,%rax){1to16}, %zmm24, %zmm8
	addq	%rdi, %rax
	decq	%rcx
	movq	%rax, 800(%rsp)
	jne	.LBB0_26
.LBB0_27:
	vcvttps2dq	%zmm23, %zmm23
	vcvttps2dq	%zmm22, %zmm22
	movq	288(%rsp), %rax
	movq	280(%rsp), %rcx
	vcvttps2dq	%zmm21, %zmm21
	vcvttps2dq	%zmm20, %zmm20
	movq	272(%rsp), %rdx
	vcvttps2dq	%zmm19, %zmm19
	vcvttps2dq	%zmm18, %zmm18
	vcvttps2dq	%zmm16, %zmm16
	vpaddd	1392(%rsp), %zmm16, %zmm16
	vcvttps2dq	%zmm17, %zmm17
	vcvttps2dq	%zmm15, %zmm15
	vcvttps2dq	%zmm14, %zmm14
	vpaddd	1456(%rsp), %zmm15, %zmm15
	vpaddd	2416(%rsp), %zmm14, %zmm14
	vcvttps2dq	%zmm13, %zmm13
	vcvttps2dq	%zmm12, %zmm12
	vpaddd	2352(%rsp), %zmm13, %zmm13
	vpaddd	2288(%rsp), %zmm12, %zmm12
	vcvttps2dq	%zmm11, %zmm11
	vcvttps2dq	%zmm10, %zmm10
	vpaddd	2224(%rsp), %zmm11, %zmm11
	vpaddd	2160(%rsp), %zmm10, %zmm10
	vcvttps2dq	%zmm9, %zmm9
	vcvttps2dq	%zmm8, %zmm8
	vpaddd	2096(%rsp), %zmm9, %zmm9
	vpaddd	2032(%rsp), %zmm8, %zmm8
	vcvttps2dq	%zmm7, %zmm7
	vcvttps2dq	%zmm6, %zmm6
	vpaddd	1968(%rsp), %zmm7, %zmm7
	vpaddd	1904(%rsp), %zmm6, %zmm6
	vcvttps2dq	%zmm5, %zmm5
	vcvttps2dq	%zmm4, %zmm4
	vpaddd	1840(%rsp), %zmm5, %zmm5
	vpaddd	1776(%rsp), %zmm4, %zmm4
	vcvttps2dq	%zmm3, %zmm3
	vcvttps2dq	%zmm2, %zmm2
	vpaddd	1712(%rsp), %zmm3, %zmm3
	vpaddd	1648(%rsp), %zmm2, %zmm2
	vcvttps2dq	%zmm1, %zmm1
	vcvttps2dq	%zmm0, %zmm0
	vpaddd	1584(%rsp), %zmm1, %zmm1
	vpaddd	1520(%rsp), %zmm0, %zmm0
	vpaddd	%zmm23, %zmm25, %zmm23
	vpaddd	%zmm22, %zmm26, %zmm22
	vpaddd	%zmm21, %zmm27, %zmm21
	vpaddd	%zmm20, %zmm28, %zmm20
	vpaddd	%zmm19, %zmm29, %zmm19
	vpaddd	%zmm18, %zmm30, %zmm18
	vpaddd	%zmm17, %zmm31, %zmm17
	vmovdqu32	%zmm23, (%rax) {%k1}
	vmovdqu32	%zmm22, (%rcx) {%k1}
	movq	264(%rsp), %rcx
	vmovdqu32	%zmm21, (%rdx) {%k1}
	movq	256(%rsp), %rdx
	vmovdqu32	%zmm20, (%rcx) {%k1}
	movq	248(%rsp), %rcx
	vmovdqu32	%zmm19, (%rdx) {%k1}
	movq	240(%rsp), %rdx
	vmovdqu32	%zmm18, (%rcx) {%k1}
	movq	224(%rsp), %rcx
	vmovdqu32	%zmm17, (%rdx) {%k1}
	movq	232(%rsp), %rdx
	vmovdqu32	%zmm16, (%rcx) {%k1}
	movq	168(%rsp), %rcx
	vmovdqu32	%zmm15, (%rdx) {%k1}
	movq	192(%rsp), %rdx
	vmovdqu32	%zmm14, (%rcx) {%k1}
	movq	392(%rsp), %rcx
	vmovdqu32	%zmm13, (%rdx) {%k1}
	movq	384(%rsp), %rdx
	vmovdqu32	%zmm12, (%rcx) {%k1}
	movq	376(%rsp), %rcx
	vmovdqu32	%zmm11, (%rdx) {%k1}
	movq	368(%rsp), %rdx
	vmovdqu32	%zmm10, (%rcx) {%k1}
	movq	360(%rsp), %rcx
	vmovdqu32	%zmm9, (%rdx) {%k1}
	movq	352(%rsp), %rdx
	vmovdqu32	%zmm8, (%rcx) {%k1}
	movq	344(%rsp), %rcx
	vmovdqu32	%zmm7, (%rdx) {%k1}
	movq	336(%rsp), %rdx
	vmovdqu32	%zmm6, (%rcx) {%k1}
	movq	328(%rsp), %rcx
	vmovdqu32	%zmm5, (%rdx) {%k1}
	movq	320(%rsp), %rdx
	vmovdqu32	%zmm4, (%rcx) {%k1}
	movq	312(%rsp), %rcx
	vmovdqu32	%zmm3, (%rdx) {%k1}
	movq	304(%rsp), %rdx
	vmovdqu32	%zmm2, (%rcx) {%k1}
	movq	296(%rsp), %rcx
	vmovdqu32	%zmm1, (%rdx) {%k1}
	vmovdqu32	%zmm0, (%rcx) {%k1}
.LBB0_28:
	movq	648(%rsp), %rax
	movq	$0, (%rax)
	xorl	%eax, %eax
	addq	$2488, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	vzeroupper
	retq
.Lfunc_end0:
	.size	_ZN4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx, .Lfunc_end0-_ZN4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx

	.globl	_ZN7cpython4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx
	.p2align	4
	.type	_ZN7cpython4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx,@function
_ZN7cpython4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	pushq	%r15
	.cfi_def_cfa_offset 24
	pushq	%r14
	.cfi_def_cfa_offset 32
	pushq	%r13
	.cfi_def_cfa_offset 40
	pushq	%r12
	.cfi_def_cfa_offset 48
	pushq	%rbx
	.cfi_def_cfa_offset 56
	subq	$152, %rsp
	.cfi_def_cfa_offset 208
	.cfi_offset %rbx, -56
	.cfi_offset %r12, -48
	.cfi_offset %r13, -40
	.cfi_offset %r14, -32
	.cfi_offset %r15, -24
	.cfi_offset %rbp, -16
	leaq	64(%rsp), %r14
	movq	%rsi, %rdi
	xorl	%ebx, %ebx
	leaq	72(%rsp), %r15
	leaq	80(%rsp), %r12
	leaq	88(%rsp), %r13
	leaq	96(%rsp), %rbp
	leaq	104(%rsp), %r10
	leaq	112(%rsp), %r11
	movabsq	$.const._add_tile, %rsi
	leaq	136(%rsp), %r8
	movl	$10, %edx
	movl	$10, %ecx
	leaq	128(%rsp), %r9
	xorl	%eax, %eax
	pushq	%r14
	.cfi_adjust_cfa_offset 8
	pushq	%r15
	.cfi_adjust_cfa_offset 8
	pushq	%r12
	.cfi_adjust_cfa_offset 8
	pushq	%r13
	.cfi_adjust_cfa_offset 8
	pushq	%rbp
	.cfi_adjust_cfa_offset 8
	pushq	%r10
	.cfi_adjust_cfa_offset 8
	pushq	%r11
	.cfi_adjust_cfa_offset 8
	leaq	176(%rsp), %r10
	pushq	%r10
	.cfi_adjust_cfa_offset 8
	movabsq	$PyArg_UnpackTuple, %r10
	callq	*%r10
	addq	$64, %rsp
	.cfi_adjust_cfa_offset -64
	testl	%eax, %eax
	je	.LBB1_23
	movabsq	$_ZN08NumbaEnv4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx, %rax
	cmpq	$0, (%rax)
	je	.LBB1_24
	movq	136(%rsp), %rdi
	movabsq	$PyNumber_Long, %r13
	callq	*%r13
	movabsq	$PyLong_AsLongLong, %r14
	movabsq	$Py_DecRef, %r15
	testq	%rax, %rax
	je	.LBB1_25
	movq	%rax, %rdi
	movq	%rax, %rbx
	callq	*%r14
	movq	%rbx, %rdi
	movq	%rax, %r12
	callq	*%r15
	movabsq	$PyErr_Occurred, %rbp
	callq	*%rbp
	testq	%rax, %rax
	jne	.LBB1_26
.LBB1_4:
	movq	128(%rsp), %rdi
	callq	*%r13
	testq	%rax, %rax
	je	.LBB1_27
	movq	%rax, %rdi
	movq	%rax, %rbx
	callq	*%r14
	movq	%rbx, %rdi
	movq	%rax, 48(%rsp)
	callq	*%r15
	callq	*%rbp
	testq	%rax, %rax
	jne	.LBB1_26
.LBB1_6:
	movq	120(%rsp), %rdi
	callq	*%r13
	testq	%rax, %rax
	je	.LBB1_29
	movq	%rax, %rdi
	movq	%rax, %rbx
	callq	*%r14
	movq	%rbx, %rdi
	movq	%rax, 40(%rsp)
	callq	*%r15
	callq	*%rbp
	testq	%rax, %rax
	jne	.LBB1_26
.LBB1_8:
	movq	112(%rsp), %rdi
	callq	*%r13
	testq	%rax, %rax
	je	.LBB1_31
	movq	%rax, %rdi
	movq	%rax, %rbx
	callq	*%r14
	movq	%rbx, %rdi
	movq	%rax, 32(%rsp)
	callq	*%r15
	callq	*%rbp
	testq	%rax, %rax
	jne	.LBB1_26
.LBB1_10:
	movq	104(%rsp), %rdi
	callq	*%r13
	testq	%rax, %rax
	je	.LBB1_33
	movq	%rax, %rdi
	movq	%rax, %rbx
	callq	*%r14
	movq	%rbx, %rdi
	movq	%rax, 24(%rsp)
	callq	*%r15
	callq	*%rbp
	testq	%rax, %rax
	jne	.LBB1_26
.LBB1_12:
	movq	96(%rsp), %rdi
	callq	*%r13
	testq	%rax, %rax
	je	.LBB1_35
	movq	%rax, %rdi
	movq	%rax, %rbx
	callq	*%r14
	movq	%rbx, %rdi
	movq	%rax, 16(%rsp)
	callq	*%r15
	callq	*%rbp
	testq	%rax, %rax
	jne	.LBB1_26
.LBB1_14:
	movq	88(%rsp), %rdi
	movq	%r14, %rbp
	callq	*%r13
	testq	%rax, %rax
	je	.LBB1_37
	movq	%rax, %rdi
	movq	%rax, %r14
	callq	*%rbp
	movq	%r14, %rdi
	movq	%rax, %rbx
	callq	*%r15
	movabsq	$PyErr_Occurred, %rax
	callq	*%rax
	testq	%rax, %rax
	jne	.LBB1_26
.LBB1_16:
	movq	80(%rsp), %rdi
	movq	%r15, %r14
	callq	*%r13
	testq	%rax, %rax
	je	.LBB1_39
	movq	%rax, %rdi
	movq	%rax, %r15
	callq	*%rbp
	movq	%r15, %rdi
	movq	%rax, 8(%rsp)
	callq	*%r14
	movabsq	$PyErr_Occurred, %rax
	callq	*%rax
	testq	%rax, %rax
	jne	.LBB1_26
.LBB1_18:
	movq	72(%rsp), %rdi
	movq	%rbx, 56(%rsp)
	movq	%r12, %rbx
	callq	*%r13
	testq	%rax, %rax
	je	.LBB1_41
	movq	%rax, %rdi
	movq	%rax, %r12
	callq	*%rbp
	movq	%r12, %rdi
	movq	%rax, %r15
	callq	*%r14
	movabsq	$PyErr_Occurred, %rax
	callq	*%rax
	testq	%rax, %rax
	jne	.LBB1_26
.LBB1_20:
	movq	64(%rsp), %rdi
	callq	*%r13
	testq	%rax, %rax
	je	.LBB1_43
	movq	%rax, %rdi
	movq	%rax, %r13
	callq	*%rbp
	movq	%r13, %rdi
	movq	%rax, %r12
	callq	*%r14
	movabsq	$PyErr_Occurred, %rax
	callq	*%rax
	testq	%rax, %rax
	jne	.LBB1_26
.LBB1_22:
	movabsq	$PyEval_SaveThread, %rax
	callq	*%rax
	movq	48(%rsp), %rcx
	movq	40(%rsp), %r8
	movq	32(%rsp), %r9
	movq	%rax, %r13
	movabsq	$_ZN4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx, %rax
	leaq	144(%rsp), %rdi
	movq	%rbx, %rdx
	pushq	%r12
	.cfi_adjust_cfa_offset 8
	pushq	%r15
	.cfi_adjust_cfa_offset 8
	pushq	24(%rsp)
	.cfi_adjust_cfa_offset 8
	pushq	80(%rsp)
	.cfi_adjust_cfa_offset 8
	pushq	48(%rsp)
	.cfi_adjust_cfa_offset 8
	pushq	64(%rsp)
	.cfi_adjust_cfa_offset 8
	callq	*%rax
	addq	$48, %rsp
	.cfi_adjust_cfa_offset -48
	movabsq	$PyEval_RestoreThread, %rax
	movq	%r13, %rdi
	callq	*%rax
	movabsq	$_Py_NoneStruct, %rbx
	movabsq	$Py_IncRef, %rax
	movq	%rbx, %rdi
	callq	*%rax
.LBB1_23:
	movq	%rbx, %rax
	addq	$152, %rsp
	.cfi_def_cfa_offset 56
	popq	%rbx
	.cfi_def_cfa_offset 48
	popq	%r12
	.cfi_def_cfa_offset 40
	popq	%r13
	.cfi_def_cfa_offset 32
	popq	%r14
	.cfi_def_cfa_offset 24
	popq	%r15
	.cfi_def_cfa_offset 16
	popq	%rbp
	.cfi_def_cfa_offset 8
	retq
.LBB1_24:
	.cfi_def_cfa_offset 208
	movabsq	$PyExc_RuntimeError, %rdi
	movabsq	$".const.missing Environment: _ZN08NumbaEnv4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx", %rsi
	movabsq	$PyErr_SetString, %rax
	callq	*%rax
	xorl	%ebx, %ebx
	jmp	.LBB1_23
.LBB1_25:
	xorl	%r12d, %r12d
	movabsq	$PyErr_Occurred, %rbp
	callq	*%rbp
	testq	%rax, %rax
	je	.LBB1_4
	jmp	.LBB1_26
.LBB1_27:
	movq	$0, 48(%rsp)
	callq	*%rbp
	testq	%rax, %rax
	je	.LBB1_6
	jmp	.LBB1_26
.LBB1_29:
	movq	$0, 40(%rsp)
	callq	*%rbp
	testq	%rax, %rax
	je	.LBB1_8
	jmp	.LBB1_26
.LBB1_31:
	movq	$0, 32(%rsp)
	callq	*%rbp
	testq	%rax, %rax
	je	.LBB1_10
	jmp	.LBB1_26
.LBB1_33:
	movq	$0, 24(%rsp)
	callq	*%rbp
	testq	%rax, %rax
	je	.LBB1_12
	jmp	.LBB1_26
.LBB1_35:
	movq	$0, 16(%rsp)
	callq	*%rbp
	testq	%rax, %rax
	je	.LBB1_14
	jmp	.LBB1_26
.LBB1_37:
	xorl	%ebx, %ebx
	movabsq	$PyErr_Occurred, %rax
	callq	*%rax
	testq	%rax, %rax
	je	.LBB1_16
	jmp	.LBB1_26
.LBB1_39:
	movq	$0, 8(%rsp)
	movabsq	$PyErr_Occurred, %rax
	callq	*%rax
	testq	%rax, %rax
	je	.LBB1_18
	jmp	.LBB1_26
.LBB1_41:
	xorl	%r15d, %r15d
	movabsq	$PyErr_Occurred, %rax
	callq	*%rax
	testq	%rax, %rax
	je	.LBB1_20
	jmp	.LBB1_26
.LBB1_43:
	xorl	%r12d, %r12d
	movabsq	$PyErr_Occurred, %rax
	callq	*%rax
	testq	%rax, %rax
	je	.LBB1_22
.LBB1_26:
	xorl	%ebx, %ebx
	jmp	.LBB1_23
.Lfunc_end1:
	.size	_ZN7cpython4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx, .Lfunc_end1-_ZN7cpython4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx
	.cfi_endproc

	.globl	cfunc._ZN4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx
	.p2align	4
	.type	cfunc._ZN4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx,@function
cfunc._ZN4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx:
	subq	$56, %rsp
	vmovups	64(%rsp), %ymm0
	movq	%rcx, %rax
	movq	%rdx, %r10
	movq	%rsi, %rcx
	movq	%rdi, %rdx
	movabsq	$_ZN4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx, %rsi
	leaq	48(%rsp), %rdi
	movq	$0, 48(%rsp)
	vmovups	%ymm0, 16(%rsp)
	movq	%r9, 8(%rsp)
	movq	%r8, (%rsp)
	movq	%r10, %r8
	movq	%rax, %r9
	vzeroupper
	callq	*%rsi
	movq	48(%rsp), %rax
	addq	$56, %rsp
	retq
.Lfunc_end2:
	.size	cfunc._ZN4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx, .Lfunc_end2-cfunc._ZN4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx

	.type	.const._add_tile,@object
	.section	.lrodata,"al",@progbits
.const._add_tile:
	.asciz	"_add_tile"
	.size	.const._add_tile, 10

	.type	_ZN08NumbaEnv4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx,@object
	.comm	_ZN08NumbaEnv4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx,8,8
	.type	".const.missing Environment: _ZN08NumbaEnv4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx",@object
	.p2align	4, 0x0
".const.missing Environment: _ZN08NumbaEnv4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx":
	.asciz	"missing Environment: _ZN08NumbaEnv4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx"
	.size	".const.missing Environment: _ZN08NumbaEnv4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx", 151

	.section	".note.GNU-stack","",@progbits
